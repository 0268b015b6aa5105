"""The library's photographs, and the pictures that were given with a text and have no draft yet."""
