"""HTTP: redirects (`redirects`), conditional requests (`conditional`), security headers (`security`).

`own_pages` says what a visitor gets at an address of ours, `old_addresses` how those of a replaced site are written,
`widgets` writes the fields of forms.
"""
