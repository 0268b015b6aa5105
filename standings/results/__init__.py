"""Results on their way in: what a sheet would change, and its application; which results an event has or lacks.

`plan.Planner` compares sheets with what is held, `apply.take_in` applies them, `event_results.results_of` says what of
an event is in, `programmes` which events' programmes may still grow.
"""
