"""Text on its way into a file: cleaned so that every importer reads the same, or refused."""

import re
import unicodedata

from icebreak.domain.text import clean_text, is_visible

# Characters. Far above what the pages accept: these keep a file readable, whoever made the card.
LINE_CAP = 1_000
TEXT_CAP = 10_000

_ZWJ = "\u200d"
# Longest run of marks and joiners that a cut steps back over to keep a character whole.
_LONGEST_CLUSTER = 64

_NONCHARACTERS = "\ufdd0-\ufdef" + "".join(
    f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
)
_UNWRITABLE = re.compile(f"[\x00\ud800-\udfff{_NONCHARACTERS}]")
_LINE_BREAKS = re.compile(r"[\n\t]+")
# Letters and symbols by category, yet nothing to see: Hangul fillers, the empty Braille cell.
_BLANK_LETTERS = dict.fromkeys(map(ord, "\u115f\u1160\u3164\uffa0\u2800"))


class RefusedCard(ValueError):
    """A card that no file can hold without changing what it says.

    Attributes:
        field: the field of the card that is to blame, as in the contract (``emails``).
        sentence: the reason, one sentence for people.
    """

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field
        self.sentence = sentence


def clean_lines(text: str) -> str:
    """Text of several lines: LF only, NFC, nothing invisible that a program obeys, ≤ TEXT_CAP."""
    return _cut(clean_text(_UNWRITABLE.sub("", text)), TEXT_CAP)


def clean_line(text: str) -> str:
    """The same as one line: a line break or tab becomes one space, ≤ LINE_CAP."""
    return _cut(_LINE_BREAKS.sub(" ", clean_text(_UNWRITABLE.sub("", text))), LINE_CAP)


def clean_name(text: str) -> str:
    """A display name as one line.

    Raises:
        RefusedCard: if nothing of it can be seen.
    """
    name = clean_line(text)
    if not is_visible(name.translate(_BLANK_LETTERS)):
        raise RefusedCard("name", "The name has nothing in it that can be seen.")
    return name


def has_unwritable(text: str) -> bool:
    """Whether NUL, half a surrogate pair or a noncharacter is in the text."""
    return _UNWRITABLE.search(text) is not None


def _cut(text: str, cap: int) -> str:
    if len(text) <= cap:
        return text
    end = cap
    while end > cap - _LONGEST_CLUSTER and _belong_together(text[end - 1], text[end]):
        end -= 1
    return text[:end].rstrip()


def _belong_together(before: str, after: str) -> bool:
    return (
        _ZWJ in (before, after)
        or unicodedata.category(after).startswith("M")
        or "\U0001f3fb" <= after <= "\U0001f3ff"  # skin tones
        or "\U000e0020" <= after <= "\U000e007f"  # the tags of a flag
    )
