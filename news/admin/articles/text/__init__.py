"""The page that makes an article from a text and its pictures."""
