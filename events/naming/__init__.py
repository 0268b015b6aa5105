"""The names of races, seasons, events and countries, as pure values that models, sheets, tables and files share."""
