"""Uploaded pictures: decoding, scaling to the sizes that pages need, and reading the metadata in the file.

`uploaded.prepare` takes an upload and has it decoded in a separate process; `images` decodes, `renditions` makes the
files for pages, `iptc` reads metadata.
"""
