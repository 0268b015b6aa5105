"""The blocks of an article as its editions keep them, one module for each kind; `kinds` lists them. Pure."""
