"""Articles, photos and banners: what the newsroom edits, and the editions that the public reads."""
