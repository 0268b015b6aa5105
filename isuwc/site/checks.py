"""What `manage.py check --deploy` refuses."""

from typing import Any

from django.conf import settings
from django.core.checks import Error


def no_demo_in_production(app_configs: Any, **options: Any) -> list[Error]:
    """A site that stands still at DEMO_NOW."""
    if settings.DEMO_NOW is None:
        return []
    hint = "Remove DEMO_NOW from the environment; staff can look at other moments with ?at=."
    return [Error("DEMO_NOW is set: every page shows that moment to everybody.", hint=hint, id="isuwc.E001")]
