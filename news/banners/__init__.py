"""Banners and QR codes as visitors get them: drawn files, addresses, redirects."""
