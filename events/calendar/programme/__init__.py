"""The programme of an event, its sessions and races with their times, in and out by the table."""
