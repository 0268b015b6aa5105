"""Commands: importing an article, removing pictures that nothing shows."""
