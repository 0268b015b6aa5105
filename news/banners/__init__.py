"""Banners and QR codes as visitors get them: drawn files, addresses, redirects.

`files.stored` draws and keeps a file; `urls` and `views` serve them.
"""
