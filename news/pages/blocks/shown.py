from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True)
class Shown:
    """A block ready for its template, which gets it as `block` and makes no queries."""

    kind: ClassVar[str]

    @property
    def template(self) -> str:
        return f"news/blocks/_{self.kind}.html"
