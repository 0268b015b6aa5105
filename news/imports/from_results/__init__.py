"""Drafts the bones of a report from the results of a session or an event: facts only, in plain sentences.

`facts` holds what is known of races, `names`, `podiums`, `sentences` and `report` put it into words (pure); `found`
loads it, `markup` and `writing` make the draft of it. A draft is never published by itself: its title and lead are
marked as proposals, which `news.editions.checks` refuses.
"""
