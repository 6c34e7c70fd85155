"""QR codes of a link: on the projector, in a page, in a terminal (ISO/IEC 18004).

Level M and at most version 4, which phones still read from a compressed video call; a
link only, never a card. All-upper-case addresses stay in the alphanumeric mode.
"""

import io
from xml.sax.saxutils import escape

import qrcode
from qrcode.constants import ERROR_CORRECT_M
from qrcode.exceptions import DataOverflowError
from qrcode.image.pure import PyPNGImage

from icebreak.exchange.cleaning import clean_line

LARGEST_VERSION = 4  # 33 modules a side, 62 bytes or 90 upper-case characters at level M
BORDER = 4  # modules
FEWEST_PIXELS = 8  # a module
LONGEST_LINK = 60  # characters that fit in any case

_BLACK_ON_WHITE, _RESET = "\x1b[30;107m", "\x1b[0m"
_HALVES = {(False, False): " ", (False, True): "▄", (True, False): "▀", (True, True): "█"}


class LinkTooLong(ValueError):
    """The link needs a denser code than phones read from a video call."""


def qr_svg(link: str, title: str) -> str:
    """An SVG element, 8 pixels a module where the page sets no other size; title is plain text.

    Raises:
        LinkTooLong: if the link does not fit in version 4-M.
    """
    modules = _code(link).get_matrix()
    side = len(modules)
    path = "".join(_runs(row, y) for y, row in enumerate(modules))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {side} {side}"'
        f' width="{side * FEWEST_PIXELS}" height="{side * FEWEST_PIXELS}"'
        f' shape-rendering="crispEdges"><title>{escape(clean_line(title))}</title>'
        f'<path fill="#fff" d="M0 0h{side}v{side}H0z"/><path fill="#000" d="{path}"/></svg>'
    )


def qr_png(link: str, *, px_per_module: int = FEWEST_PIXELS) -> bytes:
    """A PNG of whole-pixel modules, black on white, border included.

    Raises:
        LinkTooLong: if the link does not fit in version 4-M.
        ValueError: if a module is smaller than 8 pixels.
    """
    if px_per_module < FEWEST_PIXELS:
        raise ValueError(f"A module of a QR code needs {FEWEST_PIXELS} pixels or more.")
    out = io.BytesIO()
    _code(link, px_per_module).make_image(image_factory=PyPNGImage).save(out)
    return out.getvalue()


def qr_terminal(link: str) -> str:
    """Lines of half blocks that set their own black on white, whatever the terminal's colours.

    Raises:
        LinkTooLong: if the link does not fit in version 4-M.
    """
    modules = _code(link).get_matrix()
    if len(modules) % 2:
        modules.append([False] * len(modules))
    lines = (
        "".join(_HALVES[pair] for pair in zip(upper, lower, strict=True))
        for upper, lower in zip(modules[::2], modules[1::2], strict=True)
    )
    return "\n".join(f"{_BLACK_ON_WHITE}{line}{_RESET}" for line in lines)


def _code(link: str, px_per_module: int = FEWEST_PIXELS) -> qrcode.QRCode:
    if not link.isascii() or not link.isprintable():
        raise ValueError("A link in a QR code must be plain ASCII.")
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=BORDER, box_size=px_per_module)
    code.add_data(link)
    try:
        code.make(fit=True)
    except (DataOverflowError, ValueError):
        code.version = LARGEST_VERSION + 1
    if code.version > LARGEST_VERSION:
        raise LinkTooLong(
            f"The link is too long for a QR code: {LONGEST_LINK} characters are the most."
        )
    return code


def _runs(row: list[bool], y: int) -> str:
    pieces = []
    x = 0
    while x < len(row):
        end = x
        while end < len(row) and row[end] == row[x]:
            end += 1
        if row[x]:
            pieces.append(f"M{x} {y}h{end - x}v1H{x}z")
        x = end
    return "".join(pieces)
