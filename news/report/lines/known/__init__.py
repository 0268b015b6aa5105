"""What the site knows, to compare a text with: its names, the season's calendar, the words about the series. Pure."""
