"""The rules of a season: copied from another season (`copying`), and old notes on its cups (`notes`)."""
