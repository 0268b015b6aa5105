from typing import Any

from django.db.models import URLField

# An address typed without a scheme is taken for https
HTTPS: Any = {URLField: {"assume_scheme": "https"}}
