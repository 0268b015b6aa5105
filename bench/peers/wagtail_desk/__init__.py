"""A newsroom in Wagtail, made for a comparison: one type of page with the blocks of our articles.

It runs in a virtual environment of its own (`bench/article_form.py` says how), never in the project's.
"""
