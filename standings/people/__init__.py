"""The records of skaters: merging two of one person (`merging`)."""
