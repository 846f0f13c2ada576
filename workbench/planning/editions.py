"""Two editions (版本) of a document held together: the plan's rows and the new reading in, differences out.

Each field is compared three ways: what the earlier edition said (as read), what the plan says now, and what
the new edition says. Where only the document changed, its words are taken; where only the office changed,
its words stay; where both did, and differently, the planner is asked. Plain values, no database.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from workbench.spelling import spelling_key

#: The fields as the office calls them.
FIELDS = {
    "title": "标题",
    "doc_no": "发文字号",
    "issuer": "发文机关",
    "issued_on": "成文日期",
    "effective_until": "有效期至",
    "no": "编号",
    "section": "所在章节",
    "category": "类别",
    "content": "内容",
    "units": "责任单位",
    "deadline": "完成时限",
    "name": "名称",
    "unit": "计量单位",
    "attribute": "属性",
    "base": "基期值",
    "targets": "目标值",
    "annual": "年均变化",
}

#: How alike two rows must be to be one: alone, or where number and heading are the same.
_ALIKE, _ALIKE_IN_PLACE = 0.55, 0.3
#: What the same number and the same heading add to likeness when several rows could be meant.
_SAME_NO, _SAME_SECTION = 0.15, 0.05
#: A clause of a content this long is hardly said twice.
_TELLING = 6
#: Pairs of characters that stand in more rows than this say little about any one of them.
_COMMON = 200


class Kind(StrEnum):
    """What a row is: the document itself, or one of its facts."""

    DOCUMENT = "document"
    TASK = "task"
    RESULT = "result"
    INDICATOR = "indicator"


KINDS = {Kind.DOCUMENT: "文件", Kind.TASK: "任务", Kind.RESULT: "成果", Kind.INDICATOR: "指标"}


class Fate(StrEnum):
    """What became of a row in the new edition."""

    SAME = "same"
    CHANGED = "changed"
    ADDED = "added"
    DROPPED = "dropped"
    REMOVED = "removed"  # the office removed it, and the new edition says it in other words


FATES = {
    Fate.SAME: "未变",
    Fate.CHANGED: "修改",
    Fate.ADDED: "新增",
    Fate.DROPPED: "取消",
    Fate.REMOVED: "本单位已删除，新版又有改动",
}


class Verdict(StrEnum):
    """What three sides make of one field."""

    TAKE = "take"  # the document changed it
    KEEP = "keep"  # the office changed it
    ASK = "ask"  # both did


@dataclass(frozen=True, slots=True)
class Value:
    """A field's value: as it is shown, and the key by which it is compared."""

    text: str
    key: str


Values = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Fact:
    """A row of the plan (`key` is its id) or of a new reading (`key` is its index there).

    `as_read` is what the earlier edition said, None where nobody kept it. `worked_on` tells that the office
    has put work into the row beyond its fields (progress, reports, remarks), `removed` that it deleted it,
    `own` that the row never came from the document.
    """

    kind: Kind
    key: int
    values: Values
    as_read: Values | None = None
    worked_on: bool = False
    removed: bool = False
    own: bool = False

    @property
    def name(self) -> str:
        """The title of a task or result, the name of an indicator; "" without one."""
        return (self.values.get("title") or self.values.get("name") or _NOTHING).text

    @property
    def no(self) -> str:
        """The number as printed; "" without one."""
        return self.values.get("no", _NOTHING).text


_NOTHING = Value("", "")


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """One field that differs somewhere: what was read before (None: not known), what stands, what is new."""

    field: str
    former: str | None
    present: str
    new: str
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class RowDifference:
    """One row of the comparison. `key` is the plan's id, `index` the place in the reading; None for no row.

    `asks` tells that the row as a whole is a question: the edition drops what the office has worked on, or
    brings back in other words what the office removed.
    """

    kind: Kind
    fate: Fate
    name: str
    no: str = ""
    key: int | None = None
    index: int | None = None
    fields: tuple[FieldDifference, ...] = ()
    asks: bool = False


@dataclass(frozen=True, slots=True)
class EditionChoice:
    """The planner's answer to a question; `field` is "" for a whole row. Not `take_new`: the plan stays."""

    kind: Kind
    key: int
    field: str = ""
    take_new: bool = False


@dataclass(frozen=True, slots=True)
class Comparison:
    """A new edition against the plan, row by row in the order of the document, what is dropped last."""

    rows: tuple[RowDifference, ...]
    counts: Mapping[Fate, int] = field(default_factory=dict)

    @property
    def differences(self) -> tuple[RowDifference, ...]:
        """The rows where there is something to see."""
        return tuple(row for row in self.rows if row.fate is not Fate.SAME or row.fields)

    @property
    def questions(self) -> tuple[tuple[RowDifference, str], ...]:
        """What only the planner can decide: (row, field), field "" for the row as a whole."""
        asked = [(row, "") for row in self.rows if row.asks]
        asked += [(row, one.field) for row in self.rows for one in row.fields if one.verdict is Verdict.ASK]
        return tuple(asked)


def compare(stored: Sequence[Fact], read: Sequence[Fact]) -> Comparison:
    """Hold the plan's rows of one document against a new reading of it."""
    rows: list[RowDifference] = []
    dropped: list[RowDifference] = []
    for kind in Kind:
        ours = [fact for fact in stored if fact.kind is kind]
        theirs = [fact for fact in read if fact.kind is kind]
        partner = match(ours, theirs)
        rows += [_row(ours[partner[at]] if at in partner else None, new) for at, new in enumerate(theirs)]
        met = set(partner.values())
        dropped += [
            _dropped(fact)
            for at, fact in enumerate(ours)
            if at not in met and not fact.own and not fact.removed
        ]
    found = (*rows, *dropped)
    return Comparison(found, Counter(row.fate for row in found))


def _row(ours: Fact | None, new: Fact) -> RowDifference:
    if ours is None:
        return RowDifference(new.kind, Fate.ADDED, new.name, new.no, index=new.key)
    fields = tuple(_fields(ours, new))
    if ours.removed:
        changed = any(one.verdict is not Verdict.KEEP for one in fields)
        fate = Fate.REMOVED if changed else Fate.SAME
        return RowDifference(
            ours.kind, fate, new.name, new.no, ours.key, new.key, fields if changed else (), changed
        )
    takes = any(one.verdict is not Verdict.KEEP for one in fields)
    fate = Fate.CHANGED if takes else Fate.SAME
    return RowDifference(ours.kind, fate, ours.name, new.no, ours.key, new.key, fields)


def _dropped(ours: Fact) -> RowDifference:
    edited = ours.as_read is None or any(
        ours.values[name].key != value.key for name, value in ours.as_read.items() if name in ours.values
    )
    asks = ours.worked_on or edited
    return RowDifference(ours.kind, Fate.DROPPED, ours.name, ours.no, key=ours.key, asks=asks)


def _fields(ours: Fact, new: Fact) -> Iterator[FieldDifference]:
    for name, value in new.values.items():
        present = ours.values.get(name, _NOTHING)
        former = ours.as_read.get(name) if ours.as_read is not None else None
        if present.key != value.key:
            verdict = _verdict(former, present, value)
            yield FieldDifference(name, former.text if former else None, present.text, value.text, verdict)


def _verdict(former: Value | None, present: Value, new: Value) -> Verdict:
    if former is None:
        return Verdict.ASK
    if former.key == new.key:
        return Verdict.KEEP
    return Verdict.TAKE if former.key == present.key else Verdict.ASK


# ---- which row is which ------------------------------------------------------------------------------------


def match(ours: Sequence[Fact], theirs: Sequence[Fact]) -> dict[int, int]:
    """For each new row (by place) the row of the plan (by place) it is; those not named are new.

    Rows are told by their names first, then by likeness of name and content, number and heading helping.
    """
    if ours and theirs and ours[0].kind is Kind.DOCUMENT:
        return {0: 0}
    old = {at: _Looks.of(fact) for at, fact in enumerate(ours)}
    new = {at: _Looks.of(fact) for at, fact in enumerate(theirs)}
    partner: dict[int, int] = {}
    for told_by in _EXACTLY:
        waiting: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
        for at in sorted(old.keys() - set(partner.values()), reverse=True):
            waiting[told_by(old[at])].append(at)
        for at in sorted(new.keys() - partner.keys()):
            if same := waiting[told_by(new[at])]:
                partner[at] = same.pop()
    for at in partner:
        del old[partner[at]], new[at]
    return partner | _alike(old, new)


def _alike(old: Mapping[int, _Looks], new: Mapping[int, _Looks]) -> dict[int, int]:
    """The rows without a namesake, most alike first."""
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for _, there, here in sorted(_pairs(old, new), reverse=True):
        if -here not in taken and -there not in partner:
            partner[-there] = -here
            taken.add(-here)
    return partner


def _pairs(old: Mapping[int, _Looks], new: Mapping[int, _Looks]) -> Iterator[tuple[float, int, int]]:
    """(likeness, minus new place, minus old place) of what may be one row; sorted, the best comes last."""
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for at, looks in old.items():
        for mark in looks.marks:
            holders[mark].append(at)
    for place, looks in new.items():
        near = {at for mark in looks.marks if len(holders[mark]) <= _COMMON for at in holders[mark]}
        for at in near:
            likeness = looks.likeness(old[at])
            if likeness:
                yield likeness, -place, -at


@dataclass(frozen=True)
class _Looks:
    """What a row is known by; most rows by name, heading and number alone."""

    name: str
    words: str
    no: str
    section: str

    @classmethod
    def of(cls, fact: Fact) -> _Looks:
        # What the document said before tells more of a row than what the office made of it.
        values = {**fact.values, **(fact.as_read or {})}
        return cls(
            spelling_key((values.get("title") or values.get("name") or _NOTHING).text),
            values.get("content", _NOTHING).text,
            spelling_key(values.get("no", _NOTHING).text),
            spelling_key(values.get("section", values.get("category", _NOTHING)).text),
        )

    @cached_property
    def pairs(self) -> frozenset[str]:
        return _character_pairs(self.name)

    @cached_property
    def content(self) -> frozenset[str]:
        return _character_pairs(spelling_key(self.words))

    @property
    def marks(self) -> Iterable[str]:
        """What two rows must share to be held together at all."""
        clauses = (part for part in re.split("[,;。.]", spelling_key(self.words)) if len(part) >= _TELLING)
        place = f"#{self.no} {self.section}" if self.no else ""
        return {self.name, *self.pairs, *clauses, place} - {""}

    def likeness(self, other: _Looks) -> float:
        """0 for different rows, else the more the more alike."""
        alike = max(_dice(self.pairs, other.pairs), _dice(self.content, other.content))
        same_no = bool(self.no) and self.no == other.no
        same_section = self.section == other.section
        if alike < (_ALIKE_IN_PLACE if same_no and same_section else _ALIKE):
            return 0.0
        return alike + _SAME_NO * same_no + _SAME_SECTION * same_section


#: How rows of one name are told apart, the surest way first.
_EXACTLY: tuple[Callable[[_Looks], tuple[str, ...]], ...] = (
    lambda looks: (looks.name, looks.section, looks.no),
    lambda looks: (looks.name, looks.section),
    lambda looks: (looks.name, looks.no),
    lambda looks: (looks.name,),
)


def _character_pairs(text: str) -> frozenset[str]:
    return frozenset(text[at : at + 2] for at in range(len(text) - 1))


def _dice(one: frozenset[str], other: frozenset[str]) -> float:
    """Twice what is shared over all: 1 for the same pairs of characters, 0 for none shared."""
    if not one or not other:
        return 0.0
    return 2 * len(one & other) / (len(one) + len(other))
