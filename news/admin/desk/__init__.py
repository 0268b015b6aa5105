"""The newsroom's desk: what waits for a journalist or editor, and the pages on which all stories stand by their moment.

`tasks` collects what the desk lists, `scheduled` is the page of what goes live or away by itself, `calendar` that of
stories, events and broadcasts by day.
"""

from news.admin.desk import missing, reviews, stories

__all__ = ["missing", "reviews", "stories"]  # they register what the desk lists
