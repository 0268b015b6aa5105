"""Files from outside: received within limits, read in a process of their own, and made into pictures and rows.

`uploads.limit_uploads` bounds what a request may send, `whole` is the storage of the site's own files; `confined`,
`pictures` and `tables` are rooms of their own.
"""
