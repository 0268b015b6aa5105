"""Articles as readers get them: snapshots, checks before publication, which edition is live when, corrections.

`publishing` alone makes editions and periods, `refusals` says why it can't; `snapshot.content_of` is what is
published, `checks` what is wrong or doubtful about it, `publication.publication_of` where an article stands.
"""
