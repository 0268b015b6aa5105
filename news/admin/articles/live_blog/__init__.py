"""The page on which a live blog is written, on a phone at the rink: `addresses` are its pages' addresses."""
