"""The data map: what each table holds of people, and until when.

A test holds it against the tables, so that no table can be added without
saying whose data it holds and what ends it.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Lifetime:
    """Whose data a table holds, and what ends it: a session's, stories' or contacts' day."""

    holds: str
    until: str


_CONTACTS = "the contacts' last day"
_STORIES = "24 hours after the session's end"

LIFETIMES: dict[str, Lifetime] = {
    "sessions": Lifetime("the host's title and settings", _CONTACTS),
    "hosts": Lifetime("nothing personal", _CONTACTS),
    "steps": Lifetime("the plan, and who should sit together in the rounds ahead", _CONTACTS),
    "rules": Lifetime("whom the host keeps apart or together", _CONTACTS),
    "participants": Lifetime(
        "name and organisation; starters, interests and drafts until " + _STORIES, _CONTACTS
    ),
    "credentials": Lifetime("hashes of links", _CONTACTS),
    "rooms": Lifetime("where people met", _CONTACTS),
    "seats": Lifetime("who sat with whom", _CONTACTS),
    "asks": Lifetime("votes in a room", _STORIES),
    "stories": Lifetime("stories; those kept with a contact stay with it", _STORIES),
    "metoos": Lifetime("me too", _STORIES),
    "profile_analyses": Lifetime("what the matcher found in starters and interests", _STORIES),
    "story_analyses": Lifetime("what the matcher found in stories", _STORIES),
    "said": Lifetime("what the host said", _STORIES),
    "cards": Lifetime("contact details that nobody was given", _STORIES),
    "proposals": Lifetime("a yes; a one-sided one goes after 24 hours", _CONTACTS),
    "contacts": Lifetime("where two met, a private note", _CONTACTS),
    "consents": Lifetime("the consent log; one-sided lines go after 24 hours", _CONTACTS),
    "introductions": Lifetime("who brought whom together, and why", _STORIES),
    "blocks": Lifetime("whom somebody avoids", _CONTACTS),
    "reports": Lifetime("what was reported to the host", _STORIES),
    "keys": Lifetime(
        "hashes of commands and the ids in their answers; most go after 24 hours", _CONTACTS
    ),
    "leases": Lifetime("nothing personal", "its own time"),
}
