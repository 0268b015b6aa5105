"""The admin's site: signing in, the roles (`roles.grant`), and what every list of it refuses (`lists`)."""
