"""What people write: characters, HTML, addresses made of words, numbers, words of a search."""
