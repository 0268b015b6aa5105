"""The newsroom's pages for an article: writing, importing, publishing."""
