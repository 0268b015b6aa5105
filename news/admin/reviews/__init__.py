"""Pages on which a story is reviewed, and given to people without an account before it is published."""
