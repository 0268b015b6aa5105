"""What a broadcaster's mail says, as staff type it: where (`territories`), which events (`event_words`), `starts`.

`places` finds territories among the countries and groups of the database, `last_event` how the broadcaster showed the
event before.
"""
