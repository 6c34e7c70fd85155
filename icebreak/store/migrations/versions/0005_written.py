"""When somebody wrote to a contact, how often, and how often the next date moved."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.add_column("contacts", sa.Column("wrote_at", sa.DateTime(timezone=True), nullable=True))
    for name in ("written", "moved"):
        op.add_column("contacts", sa.Column(name, sa.Integer(), nullable=False, server_default="0"))
