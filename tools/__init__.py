"""What developers run beside the site: `house` draws docs/house.md, `mutants` finds changes that no test notices."""
