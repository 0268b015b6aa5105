"""Pages and feeds of the news.

`page.article_page` is an article as its page shows it, `views` and `feeds` answer requests.
"""
