"""What is known of a skater or team, for their pages.

`records` has the results by season and cup, `season_plot` draws them, `ovals` has the fastest times by oval, and
`head_to_head` the races of two against each other.
"""
