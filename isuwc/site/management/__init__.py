"""Commands for the whole site, and Postgres's own programs run on its database (`dumps`)."""
