"""Banners and QR codes for visitors: files, addresses, redirects.

`files.stored` draws and stores a file; `urls` and `views` serve them.
"""
