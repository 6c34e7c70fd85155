"""A facet: one thing known of a person, with the words that say so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from icebreak.matching.stance import Modality

Source = Literal["interest", "why", "offer", "seek", "story"]


@dataclass(frozen=True, slots=True)
class Facet:
    """`span` is the words in the text and `quote` the clause about them, both verbatim.

    `kind` is place, language, interest, background or experience; the items of an offer or a
    seek come as kind `offer` and `seek` besides, whole; `skill` is what one has or needs, never
    shared. `polarity` is -1 where it is denied, `subject` other where it is someone else's,
    `modality` wish where it is only wanted; `confidence` runs from 0 to 1.
    """

    key: str
    kind: str
    label: str
    span: str
    quote: str
    polarity: int = 1
    subject: Literal["self", "other"] = "self"
    confidence: float = 1.0
    source: Source = "story"
    modality: Modality = "fact"

    @property
    def holds(self) -> bool:
        """Whether it is so, of the writer."""
        return self.polarity > 0 and self.subject == "self" and self.modality != "wish"
