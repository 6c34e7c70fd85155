"""What an actor may see, one shape per role.

The function that fills these (``services.states``) is where privacy is
decided: what it does not put in, no page, event or export can leak. All times
are UTC in RFC 3339; all ids are opaque.
"""

from icebreak.contract.states.desk import (
    ForecastView,
    HostPerson,
    HostRef,
    HostRoom,
    HostState,
    Links,
    Need,
    RulesView,
)
from icebreak.contract.states.evening import (
    CardView,
    Member,
    PersonRef,
    Phrase,
    Said,
    SessionView,
    StepView,
)
from icebreak.contract.states.seat import (
    ContactView,
    Draft,
    Ground,
    IntroducedView,
    IntroductionView,
    Met,
    MeView,
    ParticipantState,
    Proposal,
    RoomView,
    StoryView,
)

__all__ = [
    "CardView",
    "ContactView",
    "Draft",
    "ForecastView",
    "Ground",
    "HostPerson",
    "HostRef",
    "HostRoom",
    "HostState",
    "IntroducedView",
    "IntroductionView",
    "Links",
    "MeView",
    "Member",
    "Met",
    "Need",
    "ParticipantState",
    "PersonRef",
    "Phrase",
    "Proposal",
    "RoomView",
    "RulesView",
    "Said",
    "SessionView",
    "StepView",
    "StoryView",
]
