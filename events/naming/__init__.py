"""Which race a race is, and the words for it on pages, in addresses, on official sheets and in tables. Pure."""
