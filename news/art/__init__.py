"""What the site draws: banners, their background and QR codes. Pure."""
