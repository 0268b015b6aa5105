"""Countries, seasons, venues, events with their programme, and where to watch them."""
