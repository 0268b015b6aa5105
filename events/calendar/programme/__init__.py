"""An event's programme, its sessions and races with their times, as a kind of table (`isuwc.tables`)."""
