"""Pictures: read, turned upright, reduced to the sizes that pages need, and what they say about themselves.

`uploaded.prepare` takes an upload in, confined; `images` does the reading, `renditions` the files, `iptc` the
metadata.
"""
