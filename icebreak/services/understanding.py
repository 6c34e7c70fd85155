"""The facets of texts, each text read once: what is slow about a person is here."""

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from typing import Any

from icebreak.domain.people import Participant
from icebreak.matching.affinity import affinity as affinity_between
from icebreak.matching.facets import facets_in
from icebreak.matching.ground import Profile
from icebreak.matching.registry import Registry
from icebreak.services.analyses import Facets, Text, mark_of, profile_texts

TEXTS_KNOWN = 50_000


def affinity(people: Sequence[Participant]) -> Any:
    """n × n float32 in the order of ``people``: how much two of them have to talk about."""
    profiles = [Profile(each.id, profile_facets(each)) for each in people]
    return affinity_between(profiles, Registry((each.id, each.facets) for each in profiles))


def profile_facets(person: Participant) -> Facets:
    """What starters and interests say."""
    return tuple(facet for text in profile_texts(person) for facet in facets_of(text))


def facets_of(text: Text) -> Facets:
    mark = mark_of(text)
    found = _read.get(mark)
    if found is None:
        found = facets_in(text.text, source=text.source, language=text.language)
        remember(mark, found)
    return found


def remember(mark: bytes, facets: Facets) -> None:
    _read[mark] = facets
    while len(_read) > TEXTS_KNOWN:
        _read.popitem(last=False)


def unread(texts: Iterable[Text]) -> list[bytes]:
    """The marks of texts that would have to be read."""
    return [mark for mark in map(mark_of, texts) if mark not in _read]


def forget(marks: Iterable[bytes] | None = None) -> None:
    """Some texts, or all of them."""
    if marks is None:
        _read.clear()
        return
    for mark in marks:
        _read.pop(mark, None)


_read: OrderedDict[bytes, Facets] = OrderedDict()
