"""A row of every noun, with a value in every field that may hold one."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from icebreak.domain.cards import Card, Link
from icebreak.domain.introductions import Introduction
from icebreak.domain.people import Block, Participant, Report
from icebreak.domain.plan import Step
from icebreak.domain.rooms import Ask, Room, Seat
from icebreak.domain.rules import Rules
from icebreak.domain.sessions import Host, Session
from icebreak.domain.stories import Metoo, Story
from icebreak.domain.swaps import Consent, Contact, Proposal
from icebreak.store.analyses import ProfileAnalysis, StoryAnalysis
from icebreak.store.keys import Answered, Lease
from icebreak.store.sessions import Credential, Saying
from icebreak.store.swaps import KeptCard
from icebreak.store.transaction import Tx

AT = datetime(2026, 11, 25, 18, 0, 0, 123456, tzinfo=UTC)
LATER = AT + timedelta(minutes=8)
# What a database may trip over: quotes, an astral character, joined emoji, right-to-left script.
TEXT = 'It’s "é" 𝄞 👩‍🔧 שלום\n%s :name ?'

CARD = Card(
    name="Ana",
    given="Ana",
    family="Reyes",
    pronouns="she",
    company="Bike Kitchen",
    department="Wheels",
    title="Mechanic",
    emails=("ana@example.org", "a@example.com"),
    phones=("+351 912 345 678",),
    links=(Link("web", "https://example.org"), Link("", "https://example.com")),
    note=TEXT,
    language="pt",
)

SESSION = Session(
    id="s1",
    title=TEXT,
    code="7KQ4TM",
    join_nonce="n1",
    language="pt-BR",
    retention_days=30,
    password_hash="hash",
    autopilot=True,
    locked=False,
    opened_at=AT,
    started_at=AT,
    ended_at=LATER,
    step_id="st1",
    erased_at=LATER,
    desk=4,
    plan_version=2,
    version=7,
)
STEP = Step(
    id="st1",
    session_id="s1",
    position=0,
    kind="round",
    title=TEXT,
    seconds=480,
    size=4,
    seating="ground",
    deck="light",
    prompt=TEXT,
    turn_seconds=90,
    started_at=AT,
    ends_at=LATER,
    paused_left=12.25,
    warn_at=LATER,
    ended_at=LATER,
    seated=True,
)
ANA = Participant(
    id="p1",
    session_id="s1",
    nonce="n2",
    name="Ana",
    joined_at=AT,
    organisation="Bike Kitchen",
    language="pt",
    why=TEXT,
    offer="a room",
    seek="a radio",
    interests=("bicycles", TEXT),
    on_picture=False,
    sits_out=True,
    away=True,
    away_at=LATER,
    left_at=LATER,
    removed_at=LATER,
    draft_room="r1",
    draft_text=TEXT,
    card_nonce="n3",
    presence=3,
    version=9,
)
BEN = Participant(id="p2", session_id="s1", nonce="n4", name="Ben", joined_at=LATER)
ROOM = Room(
    id="r1",
    session_id="s1",
    step_id="st1",
    number=1,
    name="Heron",
    prompt=TEXT,
    order=("p1", "p2"),
    opened_at=AT,
    passed=("p2",),
    prompts_seen=(TEXT, "other"),
    closed_at=LATER,
    merged_into="r2",
    help_at=AT,
    time_asked_at=AT,
    lone_at=AT,
    version=5,
)
STORY = Story("y1", "s1", "r1", "p1", TEXT, True, AT, LATER, LATER)
CONTACT = Contact(
    id="c1",
    uid="uid-1",
    owner_id="p1",
    other_id="p2",
    session_id="s1",
    room_name="Heron",
    round=1,
    met_on=date(2026, 11, 25),
    agreed_at=AT,
    note=TEXT,
    follow_up_on=date(2026, 12, 4),
    phrases=("bicycles", TEXT),
    wrote_at=LATER,
    written=2,
    moved=3,
)

# In the order in which rows can be added; the attribute of a transaction, and its row.
ROWS: list[tuple[str, Any]] = [
    ("sessions", SESSION),
    ("hosts", Host("h1", "s1", "n5", AT, LATER)),
    ("credentials", Credential("d" * 64, "participant", "s1", "p1", LATER)),
    ("said", Saying("w1", "s1", "r1", TEXT, AT)),
    ("steps", STEP),
    ("rules", Rules("s1", (("p1", "p2"),), (("p2", "p3"),), True)),
    ("participants", ANA),
    ("participants", BEN),
    ("rooms", ROOM),
    ("seats", Seat("r1", "p1", "s1", "st1", AT, LATER)),
    ("asks", Ask("r1", "p1", "time", AT)),
    ("stories", STORY),
    ("metoos", Metoo("y1", "p2", "r1", AT)),
    ("profile_analyses", ProfileAnalysis("p1", "s1", "rev-1", b"\x00\xff'\n")),
    ("story_analyses", StoryAnalysis("y1", "p1", "s1", "rev-1", b"\x81\x00")),
    ("cards", KeptCard("p1", CARD, ("emails", "links"))),
    (
        "introductions",
        Introduction("i1", "s1", "p1", "p1", "p2", TEXT, True, AT, "yes", "no", LATER),
    ),
    ("proposals", Proposal("p1", "p2", "s1", ("emails",), CARD, AT)),
    ("contacts", CONTACT),
    ("consents", Consent("k1", "s1", "p1", "p2", ("emails",), 1, False, AT)),
    ("blocks", Block("p1", "p2", "s1", AT)),
    ("reports", Report("x1", "s1", "p1", "p2", TEXT, "reason", AT)),
    ("keys", Answered("p1", "key-1", "s1", "e" * 64, {"result": {"id": "y1", "n": [1]}}, AT)),
    ("leases", Lease("deadlines", "me", LATER)),
]


def add_all(tx: Tx) -> None:
    for noun, row in ROWS:
        getattr(tx, noun).add(row)
