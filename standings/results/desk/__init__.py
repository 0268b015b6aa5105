"""What results staff see of an event that is on, and of sheets before they are applied.

`arrivals` says of every race whether its result is in, waits or is expected; `afterwards` who would lead the cups;
`copies` keeps sheets with nothing new from waiting, `imports` finds the history's entry of an import.
"""
