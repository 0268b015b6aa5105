"""What is done with a request before its view and with its answer after: the moment that is shown (`clock`), the
banner that a page carries (`banner_pages`), how large an upload may be (`upload_limits`).
"""
