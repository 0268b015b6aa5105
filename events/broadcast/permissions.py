"""The permissions that the pages for broadcast staff require."""

LISTING_PERMISSIONS = ("events.add_listing", "events.change_listing")
SHOWING_PERMISSIONS = (
    *LISTING_PERMISSIONS,
    "events.add_showing",
    "events.change_showing",
    "events.delete_showing",
)
