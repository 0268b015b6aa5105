"""The library of photos: pictures in, their words, corrections of what is published.

`photo.PhotoAdmin` is the form, `corrections` brings a correction into what is published.
"""
