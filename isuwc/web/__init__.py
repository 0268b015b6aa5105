"""Answers of the site: redirects (`redirects`), conditional requests (`conditional`), headers (`security`)."""
