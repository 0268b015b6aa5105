"""What a single line of a report is: a dateline, a credit, speech, a heading, and the dates and names in it. Pure.

`reading.read_lines` makes lines of a text, and the other functions of `reading` say what one of them is, by the
`patterns` of newsrooms; `dates` and `known_names` find what is named in them, `speech` whether somebody speaks.
"""
