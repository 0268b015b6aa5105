"""The site as a whole: pages that show several apps, sitemaps, banners on pages, pages kept in memory (`kept`),
commands, stylesheets and scripts.

`views` has the pages, `sitemaps.SITEMAPS` what search engines may list, `middleware.upload_limits` the limits on
uploads by page.
"""
