"""Introductions of two people by a third."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_PEOPLE = ("by_id", "one_id", "other_id")


def upgrade() -> None:
    op.create_table(
        "introductions",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("session_id", sa.String(length=64), nullable=False),
        *(sa.Column(name, sa.String(length=64), nullable=False) for name in _PEOPLE),
        sa.Column("because", sa.Text(), nullable=False),
        sa.Column("delivered", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("one_said", sa.Text(), nullable=False),
        sa.Column("other_said", sa.Text(), nullable=False),
        sa.Column("agreed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["sessions.id"],
            name=op.f("fk_introductions_session_id"),
            ondelete="CASCADE",
        ),
        *(
            sa.ForeignKeyConstraint(
                [name],
                ["participants.id"],
                name=op.f(f"fk_introductions_{name}"),
                ondelete="CASCADE",
            )
            for name in _PEOPLE
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_introductions")),
    )
    for name in ("session_id", *_PEOPLE):
        op.create_index(op.f(f"ix_introductions_{name}"), "introductions", [name], unique=False)
