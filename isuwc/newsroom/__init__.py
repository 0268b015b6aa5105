"""The admin site of the newsroom: its pages (`pages`), the work on its first page (`first_page`), links from one app's
rows to another's pages (`onward`), staff roles (`roles.grant`) and who may do what (`rights`), limits on lists
(`lists`), and keys that no row can have (`choices`)."""
