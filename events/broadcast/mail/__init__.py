"""What a broadcaster's mail says, as staff type it: which events (`event_words`), `starts`.

Its territories are read by `events.naming.territories`. `last_event` finds how the broadcaster showed the event before.
"""
