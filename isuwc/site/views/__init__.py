"""Pages that show several apps, such as home, search and an event's page, and answers for programs (`root`)."""
