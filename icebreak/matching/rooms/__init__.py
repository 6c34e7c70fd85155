"""The room planner: who sits with whom, now and in every round. Pure, and usable alone."""

from icebreak.matching.rooms.colleagues import same_organisation
from icebreak.matching.rooms.errors import (
    BadAffinity,
    DuplicatePerson,
    ImpossibleRules,
    PlanError,
    SizeOutOfRange,
    TooFewPeople,
    UnknownPerson,
)
from icebreak.matching.rooms.event import Affinity
from icebreak.matching.rooms.outlooks import Outlook, outlook, why_repeats
from icebreak.matching.rooms.plan import Plan, Round
from icebreak.matching.rooms.planning import plan_rooms
from icebreak.matching.rooms.repairing import seat_latecomer, seat_lone
from icebreak.matching.rooms.sizes import room_sizes

__all__ = [
    "Affinity",
    "BadAffinity",
    "DuplicatePerson",
    "ImpossibleRules",
    "Outlook",
    "Plan",
    "PlanError",
    "Round",
    "SizeOutOfRange",
    "TooFewPeople",
    "UnknownPerson",
    "outlook",
    "plan_rooms",
    "room_sizes",
    "same_organisation",
    "seat_latecomer",
    "seat_lone",
    "why_repeats",
]
