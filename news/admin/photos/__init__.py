"""The library of photos: pictures in, their words, corrections of what is published.

`photo.PhotoAdmin` is the form, `picker` the dialog of an article's form in which photos are chosen, and `corrections`
brings a correction into what is published.
"""
