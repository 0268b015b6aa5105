"""What results staff keep. Scores and standings are computed and not for typing."""

from standings.admin import competitors, event_results, imports, rules, sheets

__all__ = ["competitors", "event_results", "imports", "rules", "sheets"]
