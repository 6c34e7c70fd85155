"""The look hangs together: style sheets, icons, and colours that everybody can read."""

import re
from itertools import chain
from pathlib import Path

import pytest

from icebreak.paths import STATIC, TEMPLATES

CSS = STATIC / "css"
ALONE = {"no-script.css"}  # linked from a page's <noscript>, in no bundle
TEXT, EDGE = 4.5, 3.0  # WCAG 2.2, 1.4.3 and 1.4.11

READ_ON = [
    ("ink", "bg", TEXT),
    ("ink-2", "bg", TEXT),
    ("ink-2", "surface", TEXT),
    ("ink-2", "lake-tint", TEXT),
    ("ink", "lake-tint", TEXT),
    ("lake", "bg", TEXT),
    ("lake", "surface", TEXT),
    ("on-lake", "lake", TEXT),
    ("on-sun", "sun", TEXT),
    ("sun-ink", "sun-tint", TEXT),
    ("ink", "sun-tint", TEXT),
    ("ember", "ember-tint", TEXT),
    ("ember", "bg", TEXT),
    ("edge", "surface", EDGE),
    ("edge", "bg", EDGE),
    *(("on-hue", f"hue-{number}", TEXT) for number in range(1, 9)),
]


def test_every_style_sheet_belongs_to_exactly_one_bundle() -> None:
    named = list(chain.from_iterable(order.read_text().split() for order in CSS.glob("*.order")))
    assert sorted(named) == sorted({sheet.name for sheet in CSS.glob("*.css")} - ALONE)


def test_every_icon_that_a_template_names_is_drawn() -> None:
    drawn = set(re.findall(r'<symbol id="([\w-]+)"', (STATIC / "icons.svg").read_text()))
    used = {name for path in TEMPLATES.rglob("*.html") for name in _icons(path)}
    assert used - drawn == set()


@pytest.mark.parametrize(("above", "below", "least"), READ_ON)
def test_words_and_edges_stand_out_in_both_schemes(above: str, below: str, least: float) -> None:
    for scheme in (0, 1):
        colours = _tokens(scheme)
        ratio = _contrast(colours[above], colours[below])
        assert ratio >= least, f"{above} on {below}, scheme {scheme}: {ratio:.1f}"


def _icons(path: Path) -> list[str]:
    text = path.read_text(encoding="utf-8")
    return re.findall(r'\bicon\("([\w-]+)"', text) + re.findall(r'\bsign="([\w-]+)"', text)


def _tokens(scheme: int) -> dict[str, str]:
    """The colours of tokens.css: scheme 0 is light, 1 dark."""
    text = (CSS / "tokens.css").read_text().split("@media (prefers-contrast")[0]
    plain = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", text))
    pairs = re.findall(r"--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);", text)
    assert all(plain[name] == light for name, light, _ in pairs), "the fallback differs"
    return plain | {name: both[scheme] for name, *both in pairs}


def _contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2.2."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it, of a colour like #0b5f5c."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
