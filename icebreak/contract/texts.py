"""Which form each text field of a payload is kept in, read off its type."""

from dataclasses import dataclass
from functools import cache

import msgspec
from msgspec.inspect import CustomType, ListType, Metadata, StrType, StructType, Type, UnionType

from icebreak.domain.text import clean_text, is_visible, one_line, refuse_unstorable


class FieldError(ValueError):
    """A text that can't be kept; ``field`` is to blame."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field


@dataclass(frozen=True, slots=True)
class TextRule:
    """``lines`` is one, several or "as typed"; ``required`` texts must show something."""

    lines: str
    required: bool
    longest: int | None

    def apply(self, field: str, text: str) -> str:
        """The text in its stored form.

        Raises:
            FieldError: when nothing visible is left of a required text, or it can't be stored.
        """
        if text.isascii() and text.isprintable():
            # Most texts are, and nothing in them has to be looked at twice.
            kept = text if self.lines == "as typed" else text.strip()
            if self.lines == "one" and "  " in kept:
                kept = one_line(kept)
            return self._within(field, kept, visible=kept != "" and not kept.isspace())
        try:
            if self.lines == "as typed":
                refuse_unstorable(text)
                kept = text
            else:
                kept = clean_text(text)
        except ValueError as error:
            raise FieldError(field, str(error)) from None
        if self.lines == "one":
            kept = one_line(kept)
        return self._within(field, kept, visible=not self.required or is_visible(kept))

    def _within(self, field: str, kept: str, *, visible: bool) -> str:
        if self.required and not visible:
            raise FieldError(field, "Please type something that others can read.")
        if self.longest is not None and len(kept) > self.longest:
            raise FieldError(field, f"That is too long: at most {self.longest} characters.")
        return kept


@cache
def text_rules(payload: type[msgspec.Struct]) -> dict[str, TextRule]:
    """The rule of each text field, and of each field that lists texts."""
    info = msgspec.inspect.type_info(payload)
    assert isinstance(info, StructType)  # noqa: S101 - the argument's type says so
    rules = {field.name: _rule(field.type, {}) for field in info.fields}
    return {name: rule for name, rule in rules.items() if rule is not None}


def _rule(kind: Type, extra: dict[str, object]) -> TextRule | None:
    if isinstance(kind, Metadata):
        return _rule(kind.type, {**extra, **(kind.extra or {})})
    if isinstance(kind, UnionType):
        return next((rule for part in kind.types if (rule := _rule(part, extra))), None)
    if isinstance(kind, ListType):
        # Lists of lists hold ids, which are looked up and never shown.
        nested = isinstance(_bare(kind.item_type), ListType)
        return None if nested else _rule(kind.item_type, extra)
    if isinstance(kind, StrType):
        return TextRule(str(extra.get("lines", "one")), bool(kind.min_length), kind.max_length)
    if isinstance(kind, CustomType):
        return None
    return None


def _bare(kind: Type) -> Type:
    return _bare(kind.type) if isinstance(kind, Metadata) else kind
