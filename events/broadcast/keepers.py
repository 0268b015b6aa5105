"""Who may keep the broadcast side: the rights that its pages ask for."""

KEEP_LISTINGS = ("events.add_listing", "events.change_listing")
KEEP_SHOWINGS = (*KEEP_LISTINGS, "events.add_showing", "events.change_showing", "events.delete_showing")
