"""The library of photos: pictures in, their words, corrections of what is published."""
