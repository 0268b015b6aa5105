"""An article's form: its fields and blocks, what is looked up in them, and what was sent."""
