"""What feed readers follow beyond all stories: stories and results by what they are about; and the page that lists it.

`stories` and `results` are views, `results_in_words` says what an entry of a result has.
"""
