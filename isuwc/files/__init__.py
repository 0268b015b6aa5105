"""Uploaded files: received within limits, read in separate processes, and turned into pictures and rows of tables.

`uploads.limit_uploads` limits what a request may send, `whole` is the storage of the site's own files; `confined`,
`pictures` and `tables` are rooms of their own.
"""
