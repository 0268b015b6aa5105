"""What an article's form says to the server while somebody writes in it, and hears of others.

`beat` is its sign of life, by which unsaved words are kept and others at the article are named; `words` gives them back
to the person who typed them, or throws them away; `beside` is the preview next to the form. None of it makes a version.
"""
