"""How names and times are written on sheets and by people: read, folded and compared. Pure."""
