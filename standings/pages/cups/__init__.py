"""Cups as pages and files give them: tables, title races in words, the plot of points.

`tables.cup_table` is a cup's table, `outlook.outlook` its title race, `plot.draw` its plot, `exports` its CSV and JSON.
"""
