"""Publishing articles: snapshots, checks, which edition is live when, corrections.

Only `publishing` makes editions and periods; `refusals` says why it can't. `snapshot.content_of` is what gets
published, `checks` finds problems and doubts in it, `publication.publication_of` is an article's public state.
"""
