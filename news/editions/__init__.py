"""Articles as readers get them: snapshots, doubts before publication, which edition is live when, corrections."""
