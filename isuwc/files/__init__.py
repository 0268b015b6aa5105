"""Uploaded files: received within limits, read in separate processes, and turned into pictures, rows and texts.

`uploads.limit_uploads` limits what a request may send, `whole` is the storage of the site's own files; `confined`,
`documents`, `pictures` and `tables` are rooms of their own.
"""
