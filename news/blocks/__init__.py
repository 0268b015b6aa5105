"""What the blocks of an article are made of. Pure."""
