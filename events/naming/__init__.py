"""What races, seasons, countries and places are called: pure values that models, sheets, tables and files share."""
