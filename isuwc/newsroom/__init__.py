"""The admin's site: signing in, the roles (`roles.grant`), what every list of it refuses (`lists`), and
keys that no row can have (`choices`)."""
