"""Photos of stories: corrections that reach what is published, and the files that nothing uses any more."""
