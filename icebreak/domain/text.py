"""One form for every text, so that both databases, all phones and the files agree.

Text is kept in Unicode NFC. What no reader can see but some program may obey
is dropped or refused: see Unicode TR 36, sections 2.6 and 3.
"""

import re
import unicodedata

# Bidirectional overrides and isolates can make a name read as another one.
_BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_DROPPED = re.compile(f"[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f{_BIDI}\ufeff]")
_BREAKS = re.compile("\r\n?|[\u2028\u2029\u0085]")
_SURROGATE = re.compile("[\ud800-\udfff]")
# Letters and a symbol by their category, but nothing to see: Hangul fillers, empty braille.
_BLANK = "\u115f\u1160\u3164\uffa0\u2800"
_SPACES = re.compile(r"\s+")


def clean_text(text: str) -> str:
    """Bring a text of several lines to the form in which it is stored.

    Raises:
        ValueError: for NUL and lone surrogates, which no honest keyboard sends.
    """
    if text.isascii() and text.isprintable():
        return text.strip()
    refuse_unstorable(text)
    text = _DROPPED.sub("", _BREAKS.sub("\n", text))
    return unicodedata.normalize("NFC", text).strip()


def refuse_unstorable(text: str) -> None:
    """Raise ValueError for what one of the databases, or UTF-8 itself, can't hold."""
    if "\x00" in text:
        raise ValueError("The text holds a character that can't be stored (NUL).")
    if _SURROGATE.search(text):
        raise ValueError("The text holds half a character. Please type it again.")


def one_line(text: str) -> str:
    """The same text as a single line, each run of white space one space."""
    return _SPACES.sub(" ", text).strip()


def is_visible(text: str) -> bool:
    """Whether a reader would see anything at all."""
    return any(
        unicodedata.category(character)[0] in "LNPS" and character not in _BLANK
        for character in text
    )


def initials(name: str) -> str:
    """One or two letters that stand for a person: "Ana Reyes" is AR, "李雷" is 李."""
    words = [word for word in re.split(r"[\s\-_.]+", name) if word and word[0].isalnum()]
    if not words:
        return name.strip()[:1].upper() or "?"
    letters = words[0][0] + (words[-1][0] if len(words) > 1 else "")
    return letters.upper()
