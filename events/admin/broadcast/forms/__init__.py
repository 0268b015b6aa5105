"""The forms of listings: new ones as a mail says them (`new_listings`), and the `grid` of a listing's sessions."""
