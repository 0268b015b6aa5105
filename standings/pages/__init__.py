"""The content of standings pages and files: tables, title races, plots, exports, nations, best times, careers.

`tables.cup_table` is a cup's table, `titles.outlook` its title race, `plot.draw` its plot, `exports` its CSV and JSON;
`records`, `bests` and `nations` are about skaters and countries; `podiums` has those of an event's races.
"""
