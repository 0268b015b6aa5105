"""What the site draws: banners, their background and QR codes. Pure.

`banner.draw` draws a banner, `banner.complete` sets a QR code into one that was uploaded, `frame` has the size of both,
`qr` makes codes.
"""
