"""A photo's renditions, its files in the storage, and what its file says of itself."""
