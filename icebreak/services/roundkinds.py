"""Who should sit with whom in a round of each kind."""

from collections.abc import Collection, Sequence

from icebreak.domain.people import Participant
from icebreak.matching.roundkinds import (
    Weights,
    favouring,
    mixed_on_purpose,
    offers_meet_seeks,
)
from icebreak.services import understanding

__all__ = ["Weights", "weights_of"]


def weights_of(
    people: Sequence[Participant], kind: str, favoured: Collection[str] = ()
) -> Weights | None:
    """n × n in the order of ``people``, None where chance decides.

    ``favoured`` are ids of people who get more of what they share with others, whatever the
    kind. Nothing but seats comes of it: who is favoured is told to nobody.
    """
    if kind == "ground" or favoured:
        shared: Weights = understanding.affinity(people)
    weights = None
    if kind == "ground":
        weights = shared
    elif kind == "mixed":
        shared = shared if favoured else understanding.affinity(people)
        weights = mixed_on_purpose(shared, [each.organisation for each in people])
    elif kind == "offers":
        weights = offers_meet_seeks([understanding.profile_facets(each) for each in people])
    if favoured:
        return favouring(weights, shared, [each.id in favoured for each in people])
    return weights
