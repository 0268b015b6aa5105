"""What each kind of block shows on an article's page, one module for each; `kinds` lists them."""
