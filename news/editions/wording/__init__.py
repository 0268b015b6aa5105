"""What the words of a story are looked at for before it is published: doubts that an editor sees once.

`pieces` says where which words stand, `spelling` finds unpaired quotation marks, odd times and links that say nothing,
`facts` compares names, countries, times and points with the results. All three are pure; `known` reads the database.
"""
