"""Why each fact stands, narrative targets, and the editions of a document."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    for table in ("tasks", "results", "indicators"):
        op.add_column(table, sa.Column("whys", sa.Text()))
    op.add_column("assignments", sa.Column("why", sa.Text()))
    _make_commitments()
    _make_editions()


def _make_commitments() -> None:
    op.create_table(
        "commitments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("indicator_id", sa.Integer()),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("value", sa.Double(), nullable=False),
        sa.Column("unit", sa.String(length=40), nullable=False),
        sa.Column("year", sa.Integer()),
        sa.Column("operator", sa.String(length=16), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("span_start", sa.Integer()),
        sa.Column("span_end", sa.Integer()),
        sa.Column("why", sa.Text()),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name=op.f("fk_commitments_document_id")),
        sa.ForeignKeyConstraint(
            ["indicator_id"], ["indicators.id"], name=op.f("fk_commitments_indicator_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_commitments")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_commitments_document_id"), "commitments", ["document_id"], unique=False)
    op.create_index(op.f("ix_commitments_indicator_id"), "commitments", ["indicator_id"], unique=False)


def _make_editions() -> None:
    op.create_table(
        "editions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("doc_no", sa.String(length=80), nullable=False),
        sa.Column("issued_on", sa.Date()),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("text_digest", sa.String(length=64), nullable=False),
        sa.Column("facts_digest", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name=op.f("fk_editions_document_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_editions")),
        sa.UniqueConstraint("document_id", "number", name=op.f("uq_editions_document_id_number")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_editions_document_id"), "editions", ["document_id"], unique=False)
    op.create_index(op.f("ix_editions_sha256"), "editions", ["sha256"], unique=False)
