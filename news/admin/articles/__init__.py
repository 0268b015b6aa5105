"""The newsroom's pages for an article: writing, importing, publishing.

`article.ArticleAdmin` is the form, `steps` leads to the pages beside it, `from_text` imports.
"""
