"""What a place in a race is worth: exact numbers of points, and a scale times its multiplier. Pure.

`scale.ScaleRule.at` alone multiplies; `scale.exact` makes a number of points what pages print, `scale.in_points` says
them with their word, `scale.for_json` gives what JSON has.
"""
