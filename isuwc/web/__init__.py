"""Answers of the site: redirects, conditional requests, headers."""
