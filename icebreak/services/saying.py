"""Common ground in the language of whoever reads it."""

from collections.abc import Iterable

import msgspec

from icebreak.contract.states import Ground, Phrase
from icebreak.domain.people import Participant
from icebreak.domain.sessions import Session
from icebreak.matching import wording
from icebreak.matching.facet import Facet


def language_of(me: Participant, session: Session) -> str:
    """What somebody reads: as they or their browser said, or else what the session is in."""
    return me.language or session.language


def for_reader(grounds: Iterable[Ground], reader_id: str, language: str) -> list[Ground]:
    """Each phrase as this reader would say it, and none twice."""
    said: dict[str, Ground] = {}
    for each in grounds:
        phrase = wording.said(each.key, each.phrase, language, each.words, reader_id)
        said.setdefault(phrase.casefold(), msgspec.structs.replace(each, phrase=phrase))
    return list(said.values())


def chips(phrases: Iterable[tuple[str, Phrase]], language: str) -> list[Phrase]:
    """What many share, given with its keys, said in a language; none twice."""
    said: dict[str, Phrase] = {}
    for key, phrase in phrases:
        label = wording.chip(key, phrase.label, language)
        said.setdefault(label.casefold(), msgspec.structs.replace(phrase, label=label))
    return list(said.values())


def own_chip(facet: Facet, language: str) -> str:
    """Something of the reader's own profile."""
    return wording.said(facet.key, facet.label, language, {"me": facet.label}, "me")
