"""The admin site of the newsroom: its pages (`pages`), staff roles (`roles.grant`), limits on lists (`lists`), and keys
that no row can have (`choices`)."""
