"""QR codes of links on pages."""

from markupsafe import Markup

from icebreak.exchange.qr import LinkTooLong, qr_svg
from icebreak.web.site import scanned


def code_of(link: str, title: str) -> Markup:
    """The link as a QR; empty where its address is too long to be read from a slide.

    The short code and the typed address stand beside every QR, so nobody is lost.
    """
    try:
        return Markup(qr_svg(scanned(link), title))  # noqa: S704 - the title is escaped there
    except LinkTooLong:
        return Markup("")
