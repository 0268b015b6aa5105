"""Text that doesn't fit, cut so that everybody sees it. Pure."""


def shortened(text: str, longest: int) -> str:
    """As much of the text as fits, and an ellipsis where that is not all of it."""
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"
