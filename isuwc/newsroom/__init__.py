"""The admin site of the newsroom: its pages (`pages`), staff roles (`roles.grant`), and limits on lists (`lists`)."""
