"""What is known of a skater or team, for their pages: `records` has the results by season and cup."""
