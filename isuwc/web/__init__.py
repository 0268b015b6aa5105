"""HTTP: redirects (`redirects`), conditional requests (`conditional`), security headers (`security`)."""
