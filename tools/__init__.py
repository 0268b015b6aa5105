"""What developers run beside the site: `house` draws docs/house.md."""
