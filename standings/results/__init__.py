"""Importing result sheets: what a sheet would change, applying it, and which results of an event are still missing.

`planner.Planner` compares sheets with the stored results, `apply` stores them, `event_results.results_of` lists an
event's results and what is missing, `programmes` the events whose programme is not marked as complete.
"""
