"""What pages and files show of standings: tables, title races, plots, exports, nations, best times, careers."""
