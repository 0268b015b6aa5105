"""Gunicorn's own lines, of workers that hang or die, go into the site's log and read like all others."""

import logging
from typing import Any

from gunicorn.glogging import Logger


class SiteLogger(Logger):  # type: ignore[misc]  # gunicorn has no types
    """For a server whose process has set Django up, and its log with it."""

    def setup(self, cfg: Any) -> None:
        super().setup(cfg)
        for handler in list(self.error_log.handlers):
            self.error_log.removeHandler(handler)
        self.error_log.propagate = True
        self.error_log.setLevel(logging.WARNING)
