"""Tracking: checked reports with proofs, closings, light rules, indicator paths, supervision, evaluation."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    _extend_reports()
    _make_evidence()
    _make_due_plans()
    _make_closings()
    _make_lights()
    _make_indicator_paths()
    _make_supervision()
    _make_evaluation()


def _extend_reports() -> None:
    blank = sa.text("''")
    for column in (
        sa.Column("status", sa.String(length=16), nullable=False, server_default="reported"),
        sa.Column("checker", sa.String(length=80), nullable=False, server_default=blank),
        sa.Column("checked_at", sa.DateTime()),
        sa.Column("remark", sa.Text(), nullable=False, server_default=blank),
    ):
        op.add_column("progress_reports", column)


def _make(table: str, *columns: sa.Column[object] | sa.Constraint, indexed: tuple[str, ...] = ()) -> None:
    """A table with its id, and an index on each column that refers elsewhere."""
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        *columns,
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sqlite_autoincrement=True,
    )
    for column in indexed:
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column], unique=False)


def _refers(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}"))


def _text(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.Text(), nullable=False)


def _word(name: str, length: int = 16) -> sa.Column[object]:
    return sa.Column(name, sa.String(length=length), nullable=False)


def _number(name: str, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.Integer(), nullable=nullable)


def _day(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.Date(), nullable=False)


def _moment(name: str, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(), nullable=nullable)


def _period() -> tuple[sa.Column[object], ...]:
    return _number("year"), _word("granularity"), _number("number")


def _make_evidence() -> None:
    _make(
        "evidence",
        _number("report_id"),
        _text("name"),
        _word("sha256", 64),
        _number("size"),
        _text("note"),
        _word("who", 80),
        _moment("at"),
        _refers("evidence", "report_id", "progress_reports"),
        indexed=("report_id", "sha256"),
    )


def _make_due_plans() -> None:
    _make(
        "due_plans",
        _number("task_id"),
        _word("method"),
        _text("figures"),
        _number("indicator_id", nullable=True),
        _refers("due_plans", "task_id", "tasks"),
        _refers("due_plans", "indicator_id", "indicators"),
        indexed=("indicator_id",),
    )
    op.create_index(op.f("ix_due_plans_task_id"), "due_plans", ["task_id"], unique=True)


def _make_closings() -> None:
    _make(
        "closings",
        *_period(),
        _word("who", 80),
        _moment("at"),
        _word("sha256", 64),
        _text("note"),
        _word("reopened_by", 80),
        _moment("reopened_at", nullable=True),
        _text("reopened_because"),
        indexed=("sha256",),
    )


def _make_lights() -> None:
    _make("light_rules", _word("name", 80), _number("version"), _day("in_force_from"), _text("data"))
    _make(
        "hand_lights",
        _number("task_id"),
        *_period(),
        _word("colour"),
        _text("reason"),
        _word("who", 80),
        _moment("at"),
        _refers("hand_lights", "task_id", "tasks"),
        sa.UniqueConstraint(
            "task_id",
            "year",
            "granularity",
            "number",
            name=op.f("uq_hand_lights_task_id_year_granularity_number"),
        ),
        indexed=("task_id",),
    )


def _make_indicator_paths() -> None:
    _make(
        "indicator_paths",
        _number("indicator_id"),
        _word("shape"),
        sa.Column("direction", sa.String(length=16)),
        _number("since", nullable=True),
        _text("own"),
        _refers("indicator_paths", "indicator_id", "indicators"),
    )
    op.create_index(op.f("ix_indicator_paths_indicator_id"), "indicator_paths", ["indicator_id"], unique=True)
    _make(
        "task_indicators",
        _number("task_id"),
        _number("indicator_id"),
        _text("note"),
        _refers("task_indicators", "task_id", "tasks"),
        _refers("task_indicators", "indicator_id", "indicators"),
        sa.UniqueConstraint("task_id", "indicator_id", name=op.f("uq_task_indicators_task_id_indicator_id")),
        indexed=("task_id", "indicator_id"),
    )


def _make_supervision() -> None:
    _make(
        "supervision_items",
        _number("year"),
        _number("number"),
        _text("title"),
        _word("source"),
        _text("basis"),
        _word("leader", 80),
        _text("requirement"),
        _number("task_id", nullable=True),
        _number("unit_id", nullable=True),
        _text("supports"),
        _day("opened_on"),
        _day("due"),
        _day("first_due"),
        _word("state"),
        _refers("supervision_items", "task_id", "tasks"),
        _refers("supervision_items", "unit_id", "units"),
        indexed=("task_id", "unit_id"),
    )
    _make(
        "supervision_steps",
        _number("item_id"),
        _word("action"),
        _day("day"),
        _word("who", 80),
        _text("text"),
        _text("basis"),
        _number("paper", nullable=True),
        sa.Column("new_due", sa.Date()),
        _word("state"),
        _moment("at"),
        _refers("supervision_steps", "item_id", "supervision_items"),
        indexed=("item_id",),
    )


def _make_evaluation() -> None:
    _make("evaluation_schemes", _word("name", 80), _number("version"), _day("in_force_from"), _text("data"))
    _make(
        "evaluation_marks",
        _number("unit_id"),
        _number("task_id", nullable=True),
        *_period(),
        _word("item", 40),
        _text("what"),
        sa.Column("times", sa.Double(), nullable=False),
        _word("who", 80),
        _moment("at"),
        _refers("evaluation_marks", "unit_id", "units"),
        _refers("evaluation_marks", "task_id", "tasks"),
        indexed=("unit_id", "task_id"),
    )
