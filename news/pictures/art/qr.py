"""QR codes for screens and print: ISO/IEC 18004, with the quiet zone of four modules that the standard asks for."""

import io
from dataclasses import dataclass
from xml.sax.saxutils import escape

import qrcode
from PIL import Image
from qrcode.constants import ERROR_CORRECT_H, ERROR_CORRECT_M, ERROR_CORRECT_Q
from qrcode.exceptions import DataOverflowError

QUIET_ZONE = 4  # modules of light around the code
PRINT_PIXELS = 1200  # at least, for the PNG: 10 cm at 300 dots an inch
PRINT_DPI = 300


@dataclass(frozen=True)
class Symbol:
    """A QR code as rows of dark (True) and light modules, without its quiet zone."""

    rows: tuple[tuple[bool, ...], ...]

    @property
    def size(self) -> int:
        """Modules of a side, without the quiet zone."""
        return len(self.rows)

    @property
    def full_size(self) -> int:
        """Modules of a side, with the quiet zone."""
        return self.size + 2 * QUIET_ZONE


def symbol(text: str) -> Symbol:
    """The smallest code with at least level M (15 % of it may be lost), and the best level that fits into that size.

    Raises ValueError where the text is empty or too long for any code.
    """
    if not text:
        raise ValueError("A QR code needs a text.")
    smallest = _encode(text, ERROR_CORRECT_M)
    for level in (ERROR_CORRECT_H, ERROR_CORRECT_Q):
        try:
            better = _encode(text, level)
        except ValueError:
            continue
        if better.size == smallest.size:
            return better
    return smallest


def _encode(text: str, level: int) -> Symbol:
    code = qrcode.QRCode(error_correction=level, border=0)
    code.add_data(text.encode(), optimize=0)
    try:
        code.make(fit=True)
    except (DataOverflowError, ValueError) as error:
        raise ValueError("The text is too long for a QR code.") from error
    return Symbol(tuple(tuple(bool(module) for module in row) for row in code.modules))


def draw(
    code: Symbol, module: int, dark: tuple[int, int, int] = (0, 0, 0), light: tuple[int, int, int] = (255, 255, 255)
) -> Image.Image:
    """The code with its quiet zone, each module a square of `module` whole pixels."""
    small = Image.new("1", (code.full_size, code.full_size))
    for y, row in enumerate(code.rows):
        for x, is_dark in enumerate(row):
            small.putpixel((x + QUIET_ZONE, y + QUIET_ZONE), is_dark)
    side = code.full_size * module
    mask = small.resize((side, side), Image.Resampling.NEAREST)
    image = Image.new("RGB", (side, side), light)
    image.paste(dark, mask=mask)
    return image


def png(text: str) -> bytes:
    """For print: black on white, at least PRINT_PIXELS wide, with whole pixels for each module."""
    code = symbol(text)
    image = draw(code, -(-PRINT_PIXELS // code.full_size)).convert("1")
    buffer = io.BytesIO()
    image.save(buffer, "PNG", optimize=True, dpi=(PRINT_DPI, PRINT_DPI))
    return buffer.getvalue()


def svg(text: str, title: str = "") -> bytes:
    """For print at any size: one path, black on white. The title is what a screen reader says."""
    code = symbol(text)
    path = "".join(
        f"M{start + QUIET_ZONE} {y + QUIET_ZONE}h{length}v1h-{length}z"
        for y, row in enumerate(code.rows)
        for start, length in _runs(row)
    )
    side = code.full_size
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" width="{side}mm" height="{side}mm"'
        f' role="img" shape-rendering="crispEdges"><title>{escape(_printable(title or text))}</title>'
        f'<path fill="#fff" d="M0 0h{side}v{side}h-{side}z"/><path d="{path}"/></svg>\n'
    ).encode()


def _runs(row: tuple[bool, ...]) -> list[tuple[int, int]]:
    """Where dark modules begin, and how many follow one another."""
    runs: list[tuple[int, int]] = []
    for x, is_dark in enumerate(row):
        if not is_dark:
            continue
        if runs and sum(runs[-1]) == x:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        else:
            runs.append((x, 1))
    return runs


def _printable(text: str) -> str:
    """Without the control characters that XML can't hold."""
    return "".join(char for char in text if char.isprintable())
