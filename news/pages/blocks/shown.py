from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True)
class Shown:
    """A block ready to be drawn by its template, which knows it as `block` and asks the database nothing."""

    kind: ClassVar[str]

    @property
    def template(self) -> str:
        return f"news/blocks/_{self.kind}.html"
