"""The site as a whole: pages of several apps, sitemaps, banners on pages, commands, styles and scripts."""
