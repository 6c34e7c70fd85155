"""What a check of the installation comes to: one line for people, and whether it is a fault."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """A note is worth knowing and no fault."""

    mark: str
    sentence: str

    @property
    def is_wrong(self) -> bool:
        return self.mark == WRONG


OK, NOTE, WRONG = "ok", "note", "WRONG"


def ok(sentence: str) -> Finding:
    return Finding(OK, sentence)


def note(sentence: str) -> Finding:
    return Finding(NOTE, sentence)


def wrong(sentence: str) -> Finding:
    return Finding(WRONG, sentence)
