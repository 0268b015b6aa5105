"""What the site's pages are measured beside: answers of plain Django, by the same server from the same database.

Each module has an `application`; `bench/served_pages.py` serves them.
"""
