"""The tables, one a noun. What their rows hold and how long they live: see ``lifetimes``."""

import sqlalchemy as sa

from icebreak.store.columns import (
    Groups,
    Texts,
    flag_column,
    id_column,
    metadata,
    number_column,
    of_column,
    text_column,
    when_column,
)

sessions = sa.Table(
    "sessions",
    metadata,
    id_column(),
    text_column("title"),
    sa.Column("code", sa.String(12), unique=True),
    text_column("join_nonce"),
    text_column("language"),
    number_column("retention_days"),
    text_column("password_hash"),
    flag_column("autopilot"),
    flag_column("locked"),
    when_column("opened_at", needed=True),
    when_column("started_at"),
    when_column("ended_at", index=True),
    sa.Column("step_id", sa.String(64), index=True),
    when_column("erased_at"),
    number_column("desk"),
    number_column("plan_version"),
    number_column("version"),
)

hosts = sa.Table(
    "hosts",
    metadata,
    id_column(),
    of_column("session_id", "sessions"),
    text_column("nonce"),
    when_column("created_at", needed=True),
    when_column("revoked_at"),
)

steps = sa.Table(
    "steps",
    metadata,
    id_column(),
    of_column("session_id", "sessions"),
    number_column("position"),
    text_column("kind"),
    text_column("title"),
    number_column("seconds"),
    number_column("size"),
    text_column("seating"),
    text_column("deck"),
    text_column("prompt"),
    number_column("turn_seconds"),
    when_column("started_at"),
    when_column("ends_at", index=True),
    sa.Column("paused_left", sa.Float),
    when_column("warn_at", index=True),
    when_column("ended_at"),
    flag_column("seated"),
    sa.Column("planned", Groups, nullable=False),
)

rules = sa.Table(
    "rules",
    metadata,
    of_column("session_id", "sessions", key=True, index=False),
    sa.Column("apart", Groups, nullable=False),
    sa.Column("together", Groups, nullable=False),
    flag_column("spread"),
)

participants = sa.Table(
    "participants",
    metadata,
    id_column(),
    of_column("session_id", "sessions"),
    text_column("nonce"),
    text_column("name"),
    when_column("joined_at", needed=True),
    text_column("organisation"),
    text_column("language"),
    text_column("why"),
    text_column("offer"),
    text_column("seek"),
    sa.Column("interests", Texts, nullable=False),
    flag_column("on_picture"),
    flag_column("sits_out"),
    flag_column("away"),
    when_column("away_at", index=True),
    when_column("left_at"),
    when_column("removed_at"),
    text_column("draft_room"),
    text_column("draft_text"),
    text_column("card_nonce"),
    number_column("presence"),
    number_column("version"),
)

# Links and tokens; only their SHA-256 is kept.
credentials = sa.Table(
    "credentials",
    metadata,
    sa.Column("digest", sa.String(64), primary_key=True),
    text_column("kind"),
    of_column("session_id", "sessions"),
    sa.Column("person_id", sa.String(64), index=True),
    when_column("expires_at"),
)

rooms = sa.Table(
    "rooms",
    metadata,
    id_column(),
    of_column("session_id", "sessions"),
    of_column("step_id", "steps"),
    number_column("number"),
    text_column("name"),
    text_column("prompt"),
    sa.Column("order", Texts, nullable=False),
    when_column("opened_at", needed=True),
    sa.Column("passed", Texts, nullable=False),
    sa.Column("prompts_seen", Texts, nullable=False),
    when_column("closed_at"),
    sa.Column("merged_into", sa.String(64)),
    when_column("help_at"),
    when_column("time_asked_at"),
    when_column("lone_at", index=True),
    number_column("version"),
)

seats = sa.Table(
    "seats",
    metadata,
    of_column("room_id", "rooms", key=True, index=False),
    of_column("participant_id", "participants", key=True),
    of_column("session_id", "sessions"),
    sa.Column("step_id", sa.String(64), nullable=False, index=True),
    when_column("seated_at", needed=True),
    when_column("left_at"),
)

asks = sa.Table(
    "asks",
    metadata,
    of_column("room_id", "rooms", key=True, index=False),
    of_column("participant_id", "participants", key=True),
    sa.Column("kind", sa.String(16), primary_key=True),
    when_column("at", needed=True),
)

stories = sa.Table(
    "stories",
    metadata,
    id_column(),
    of_column("session_id", "sessions"),
    of_column("room_id", "rooms"),
    of_column("participant_id", "participants"),
    text_column("text"),
    flag_column("keep"),
    when_column("told_at", needed=True),
    when_column("edited_at"),
    when_column("withdrawn_at"),
)

metoos = sa.Table(
    "metoos",
    metadata,
    of_column("story_id", "stories", key=True, index=False),
    of_column("participant_id", "participants", key=True),
    of_column("room_id", "rooms"),
    when_column("at", needed=True),
)

# What the matcher found in their words; gone with the words themselves.
profile_analyses = sa.Table(
    "profile_analyses",
    metadata,
    of_column("participant_id", "participants", key=True, index=False),
    of_column("session_id", "sessions"),
    text_column("revision"),
    sa.Column("found", sa.LargeBinary, nullable=False),
)

story_analyses = sa.Table(
    "story_analyses",
    metadata,
    of_column("story_id", "stories", key=True, index=False),
    of_column("participant_id", "participants"),
    of_column("session_id", "sessions"),
    text_column("revision"),
    sa.Column("found", sa.LargeBinary, nullable=False),
)

said = sa.Table(
    "said",
    metadata,
    id_column(),
    of_column("session_id", "sessions"),
    sa.Column("room_id", sa.String(64)),
    text_column("text"),
    when_column("at", needed=True),
)

# What was answered to which key; ids only, never a token or a text.
keys = sa.Table(
    "keys",
    metadata,
    sa.Column("owner", sa.String(64), primary_key=True),
    sa.Column("key", sa.String(64), primary_key=True),
    sa.Column(
        "session_id", sa.String(64), sa.ForeignKey("sessions.id", ondelete="CASCADE"), index=True
    ),
    sa.Column("digest", sa.String(64), nullable=False),
    sa.Column("answer", sa.JSON, nullable=False),
    when_column("at", needed=True, index=True),
)

# Who carries out what is due.
leases = sa.Table(
    "leases",
    metadata,
    sa.Column("name", sa.String(32), primary_key=True),
    text_column("holder"),
    when_column("until", needed=True),
)
