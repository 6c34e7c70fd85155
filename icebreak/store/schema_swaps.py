"""Tables of cards, swaps, contacts and safety. How long rows live: see ``lifetimes``."""

import sqlalchemy as sa

from icebreak.store.columns import (
    CardColumn,
    Texts,
    flag_column,
    id_column,
    metadata,
    number_column,
    of_column,
    text_column,
    when_column,
)

cards = sa.Table(
    "cards",
    metadata,
    of_column("participant_id", "participants", key=True, index=False),
    sa.Column("card", CardColumn, nullable=False),
    sa.Column("shared", Texts, nullable=False),
)

proposals = sa.Table(
    "proposals",
    metadata,
    of_column("from_id", "participants", key=True, index=False),
    of_column("to_id", "participants", key=True),
    of_column("session_id", "sessions"),
    sa.Column("fields", Texts, nullable=False),
    sa.Column("card", CardColumn, nullable=False),
    when_column("at", needed=True),
)

contacts = sa.Table(
    "contacts",
    metadata,
    id_column(),
    text_column("uid"),
    of_column("owner_id", "participants"),
    of_column("other_id", "participants"),
    of_column("session_id", "sessions"),
    text_column("room_name"),
    sa.Column("round", sa.Integer),
    sa.Column("met_on", sa.Date, nullable=False),
    when_column("agreed_at", needed=True),
    text_column("note"),
    sa.Column("follow_up_on", sa.Date),
    sa.Column("phrases", Texts, nullable=False),
    when_column("wrote_at"),
    # With a default, since they came to tables that had rows.
    sa.Column("written", sa.Integer, nullable=False, server_default="0"),
    sa.Column("moved", sa.Integer, nullable=False, server_default="0"),
    sa.UniqueConstraint("owner_id", "other_id"),
)

consents = sa.Table(
    "consents",
    metadata,
    id_column(),
    of_column("session_id", "sessions"),
    of_column("from_id", "participants"),
    of_column("to_id", "participants"),
    sa.Column("fields", Texts, nullable=False),
    number_column("wording"),
    flag_column("given"),
    when_column("at", needed=True),
)

introductions = sa.Table(
    "introductions",
    metadata,
    id_column(),
    of_column("session_id", "sessions"),
    of_column("by_id", "participants"),
    of_column("one_id", "participants"),
    of_column("other_id", "participants"),
    text_column("because"),
    flag_column("delivered"),
    when_column("at", needed=True),
    text_column("one_said"),
    text_column("other_said"),
    when_column("agreed_at"),
)

blocks = sa.Table(
    "blocks",
    metadata,
    of_column("person_id", "participants", key=True, index=False),
    of_column("blocked_id", "participants", key=True),
    of_column("session_id", "sessions"),
    when_column("at", needed=True),
)

reports = sa.Table(
    "reports",
    metadata,
    id_column(),
    of_column("session_id", "sessions"),
    of_column("by_id", "participants"),
    of_column("person_id", "participants"),
    text_column("story_text"),
    text_column("reason"),
    when_column("at", needed=True),
)
