"""Assignment clauses: （责任单位：…）, （X牵头，Y配合）, （A、B按职责分工负责） found in a point and read.

In comes a stretch of a point; out come its clauses, each with the units by role, a deadline if it states
one, and its place, bracket included. Offices write them in any bracket, or as a line of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from workbench.reading import lexicon, reasons
from workbench.reading.deadlines import is_whole_deadline, parse_deadline
from workbench.reading.draft import DraftUnit
from workbench.reading.script import fold
from workbench.reading.text import Stretch, Text
from workbench.reading.units import is_unit_name, parse_units, shifted
from workbench.terms import NO_DEADLINE, Deadline, Role, Why

_FIRST_LEADS = re.compile(
    r"(?:列|排)(?:名)?(?:在)?(?:第一位?|首位)的?(?:单位|部门)?(?:为|是)(?:主要)?牵头(?:单位|部门)?"
)
_REMARK = re.compile(
    r"\(?(?:列|排)(?:名)?(?:在)?(?:第一位?|首位)[^,;。()]*\)?|\(?(?:以)?下同\)?|以下[^;。]*|不再(?:一一)?列出"
)
_VERB = re.compile(
    r"(?P<lead>(?:总)?牵头(?:负责|抓总|组织(?:实施)?|落实|推进|实施)?|主办)(?=[,;。)\s]|$|会同|并)"
    r"|(?P<with>会同)"
    r"|(?P<support>(?:积极|密切|按职责(?:分工)?)?(?:配合|参加|参与|协助|协同|协办|支持)(?:做好|落实|实施|推进)?)(?=[,;。)\s]|$)"
    r"|(?P<responsible>(?:等)?(?:按照?|根据|依据|依)?(?:各自)?(?:职责|职能|权限)?(?:分工)?(?:分别|共同|具体)?(?:抓好)?"
    r"(?:负责|落实|实施|指导|推进)(?:组织)?(?:落实|实施|推进|指导)?)(?=[,;。)\s]|$)"
)
_LEADING = re.compile(r"^[\s,;、。]*(?:并?由|会同)?")


#: No office writes more into one bracket; what is longer is a bracket that was never closed.
_LONGEST = 1000
#: A year for telling whether a phrase is a time at all; which one does not matter.
_ANY_YEAR = 2000


@dataclass(frozen=True, slots=True)
class Clause:
    """One assignment: its place with its brackets, the units it names, and its deadline."""

    place: Stretch
    units: tuple[DraftUnit, ...]
    deadline: Deadline = NO_DEADLINE
    deadline_place: Stretch | None = None
    deadline_why: Why | None = None
    unclosed: bool = False


@dataclass(frozen=True, slots=True)
class _Labelled:
    """A stretch of a clause under one label: 责任单位:…"""

    kind: str  # a Role, "deadline", "person", or "" for words without a label
    start: int
    end: int
    label: Stretch | None = None


def first_listed_leads(text: Text) -> int | None:
    """Where the document says once that the first-listed unit leads, or None."""
    found = _FIRST_LEADS.search(text.key)
    return found.start() if found else None


def find_clauses(text: Text, line: Stretch, year: int | None) -> list[Clause]:
    """The assignment clauses of one line, in order."""
    labelled = _label().match(text.key, line.start, line.end)
    if labelled:
        clause = _read(text, line, line, year)
        return [clause] if clause else []
    return list(_bracketed(text, line, year)) or list(_run_in(text, line, year))


def _bracketed(text: Text, line: Stretch, year: int | None) -> Iterator[Clause]:
    closings = _closings(text.key, line)
    at = line.start
    while (opening := text.key.find("(", at, line.end)) >= 0:
        closing = closings.get(opening, line.end)
        closed = opening in closings
        inside = Stretch(opening + 1, closing)
        at = opening + 1
        if inside.length > _LONGEST or not _is_assignment(text, inside):
            continue
        place = Stretch(opening, closing + closed)
        clause = _read(text, place, inside, year)
        if clause:
            yield replace(clause, unclosed=not closed)
            at = place.end


def _run_in(text: Text, line: Stretch, year: int | None) -> Iterator[Clause]:
    """An assignment without brackets behind the last sentence: …培育企业。牵头单位:省工信厅."""
    for stop in re.finditer("[。;]", text.key[line.start : line.end]):
        begin = line.start + stop.end()
        label = _label().match(text.key, begin, line.end)
        if label and label.lastgroup != "person":
            inside = text.trim(begin, line.end)
            clause = _read(text, inside, inside, year)
            if clause:
                yield clause
            return


def _closings(key: str, line: Stretch) -> dict[int, int]:
    """For each bracket that closes on its line, where it does."""
    open_at: list[int] = []
    closings: dict[int, int] = {}
    for at in range(line.start, line.end):
        if key[at] == "(":
            open_at.append(at)
        elif key[at] == ")" and open_at:
            closings[open_at.pop()] = at
    return closings


def _is_assignment(text: Text, inside: Stretch) -> bool:
    """Whether a bracket's words assign: they open with a label, or name a unit before a verb of duty."""
    if _label().match(text.key, inside.start, inside.end):
        return True
    key = _REMARK.sub("", text.read(inside)).rstrip(" ,;。")
    verb = _VERB.search(key)
    if not verb:
        at_end = not text.key[inside.end + 1 :].partition("\n")[0].strip(" \u3000\t。;")
        return at_end and _is_bare_list(key)
    first = re.split("[、,;]", _LEADING.sub("", key[: verb.start()]))[0]
    return is_unit_name(first.removesuffix("等").strip())


def _is_bare_list(key: str) -> bool:
    """Nothing but whole unit names, at the end of a point: (省委宣传部,省文旅厅、广电局)."""
    names = [unit.raw for unit in parse_units(key)]
    return (
        ":" not in key
        and bool(names)
        and all(len(name) >= 3 and is_unit_name(name) and name[-1] not in "省市县区州盟旗" for name in names)
    )


@cache
def _label() -> re.Pattern[str]:
    """责任单位:, 牵头部门:, 完成时限: and their kin, as the roles list has them."""
    roles = lexicon.table("roles")
    bodies = "(?:单位|部门|机构|科室|处室|地区|方|主体)(?:及(?:责任)?(?:单位|部门))?"
    kinds = [f"(?P<{role}>{lexicon.any_of(roles[role])}(?:\\(责任\\)|\\(配合\\))?{bodies})" for role in Role]
    kinds += [f"(?P<{kind}>{lexicon.any_of(roles[kind])})" for kind in ("deadline", "person")]
    return re.compile(rf"[\s,;、。]*(?:{'|'.join(kinds)})\s*:\s*")


def _read(text: Text, place: Stretch, inside: Stretch, year: int | None) -> Clause | None:
    units: list[DraftUnit] = []
    deadline, deadline_place, deadline_why = NO_DEADLINE, None, None
    for part in _parts(text.key, inside):
        if part.kind == "deadline":
            deadline_place = text.trim(part.start, _without_stops(text.key, part))
            deadline = parse_deadline(text.quote(deadline_place), year)
            deadline_why = reasons.by_label(text, place, part.label or deadline_place)
        elif part.kind in set(Role):
            why = reasons.by_label(text, place, part.label or inside)
            units.extend(_units(text, Stretch(part.start, part.end), Role(part.kind), why))
        elif part.kind == "":
            units.extend(_units_by_verb(text, part))
    if not units and not deadline_place:
        return None
    return Clause(place, tuple(units), deadline, deadline_place, deadline_why)


def _parts(key: str, inside: Stretch) -> Iterator[_Labelled]:
    """The clause by its labels, remarks left out; words under no label are cut at semicolons."""
    labels = list(_label().finditer(key, inside.start, inside.end))
    begin = inside.start
    kind = ""
    words: Stretch | None = None
    for label in [*labels, None]:
        end = label.start() if label else inside.end
        yield from (replace(part, label=words) for part in _without_remarks(key, kind, begin, end))
        if label:
            kind, begin = label.lastgroup or "", label.end()
            words = Stretch(label.start(), label.end())


def _without_remarks(key: str, kind: str, begin: int, end: int) -> Iterator[_Labelled]:
    for remark in _REMARK.finditer(key, begin, end):
        yield from _phrases(key, kind, begin, remark.start())
        begin = remark.end()
    yield from _phrases(key, kind, begin, end)


def _phrases(key: str, kind: str, begin: int, end: int) -> Iterator[_Labelled]:
    """Cut off the phrases that state a time: 省数据局牵头,2025年底前完成."""
    first = at = begin
    for cut in [*re.finditer("[,;。]", key[begin:end]), None]:
        stop = first + cut.start() if cut else end
        if kind not in ("deadline", "person") and is_whole_deadline(key[at:stop], _ANY_YEAR):
            if begin < at:
                yield _Labelled(kind, begin, at)
            yield _Labelled("deadline", at, stop)
            begin = stop + 1
        at = stop + 1
    if key[begin:end].strip(" ,;。、"):
        yield _Labelled(kind, begin, end)


def _without_stops(key: str, part: _Labelled) -> int:
    """Where a part ends without the punctuation behind it."""
    return part.start + len(key[part.start : part.end].rstrip(" ,;。\u3000"))


def _units(text: Text, stretch: Stretch, role: Role, why: Why) -> tuple[DraftUnit, ...]:
    units = shifted(parse_units(text.quote(stretch), role), stretch.start)
    return tuple(replace(unit, why=why) for unit in units)


def _units_by_verb(text: Text, part: _Labelled) -> Iterator[DraftUnit]:
    """Units before 牵头 lead, before 配合 support; those after 会同, or before 负责, are responsible."""
    begin = part.start
    why = reasons.BARE_LIST
    for verb in _VERB.finditer(text.key, part.start, part.end):
        begin = _after_leading_words(text.key, begin, verb.start())
        role = _role_of(verb)
        why = reasons.by_verb(verb.group())
        yield from _units(text, Stretch(begin, verb.start()), role, why)
        begin = verb.end()
    begin = _after_leading_words(text.key, begin, part.end)
    if begin < part.end:
        yield from _units(text, Stretch(begin, part.end), Role.RESPONSIBLE, why)


def units_of(text: Text, pieces: list[Stretch], role: Role) -> tuple[DraftUnit, ...]:
    """The units of a table cell, placed in the source: in the column's role, or as the cell itself says."""
    words, places = _joined(text, pieces)
    key = fold(words)
    verbs = [verb for verb in _VERB.finditer(key) if verb["lead"] or verb["with"] or verb["support"]]
    units: list[DraftUnit] = []
    begin = 0
    for verb in verbs:
        begin = _after_leading_words(key, begin, verb.start())
        why = reasons.in_cell(verb.group())
        named = shifted(parse_units(words[begin : verb.start()], _role_of(verb)), begin)
        units.extend(replace(unit, why=why) for unit in named)
        begin = verb.end()
    begin = _after_leading_words(key, begin, len(words)) if verbs else begin
    rest = _VERB.sub(lambda verb: "," * len(verb.group()), words[begin:]) if verbs else words[begin:]
    units.extend(shifted(parse_units(rest, Role.RESPONSIBLE if verbs else role), begin))
    return tuple(_placed(text, unit, places) for unit in units)


def _joined(text: Text, pieces: list[Stretch]) -> tuple[str, list[int]]:
    """A cell's words without blanks, and the place of each; a break after a whole name parts two names."""
    words: list[str] = []
    places: list[int] = []
    for piece in pieces:
        last_name = re.split("[、,;]", fold("".join(words)))[-1]
        if words and is_unit_name(last_name) and not _goes_on(text.read(piece)):
            words.append("、")
            places.append(piece.start)
        for at in range(piece.start, piece.end):
            if not text.key[at].isspace() and text.key[at] != "|":
                words.append(text.clean[at])
                places.append(at)
    return "".join(words), places


def _goes_on(key: str) -> bool:
    """Whether a broken line goes on with punctuation: the break then parted nothing."""
    return key[:1] in "、,;()"


def _placed(text: Text, unit: DraftUnit, places: list[int]) -> DraftUnit:
    """The unit with its place in the source instead of in the joined words."""
    if unit.span is None:
        return unit
    return replace(unit, span=text.span(Stretch(places[unit.span.start], places[unit.span.end - 1] + 1)))


def _after_leading_words(key: str, begin: int, end: int) -> int:
    match = _LEADING.match(key[begin:end])
    return begin + (match.end() if match else 0)


def _role_of(verb: re.Match[str]) -> Role:
    if verb["lead"] or verb["with"]:
        return Role.LEAD
    return Role.SUPPORT if verb["support"] else Role.RESPONSIBLE


def with_first_leading(units: tuple[DraftUnit, ...]) -> tuple[DraftUnit, ...]:
    """The units with the first-listed one leading, where the document says so and marks no other lead."""
    if not units or any(unit.role is Role.LEAD for unit in units):
        return units
    return (replace(units[0], role=Role.LEAD, why=reasons.FIRST_LEADS), *units[1:])
