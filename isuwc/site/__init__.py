"""The site as a whole: pages of several apps, sitemaps, banners on pages, commands, styles and scripts.

`views` has the pages, `sitemaps.SITEMAPS` what search engines may list, `upload_limits` how large a page's files may
be.
"""
