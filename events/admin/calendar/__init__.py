"""Events and venues in the admin: the programme's form and its tables, and what a change moves."""
