"""Pictures: read, turned, reduced to the sizes that pages need, and what they say of themselves."""
