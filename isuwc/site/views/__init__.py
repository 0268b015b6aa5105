"""Pages that several apps share: home, search, an event's own page, and what servers ask."""
