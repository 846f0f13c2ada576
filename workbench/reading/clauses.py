"""Assignment clauses: （责任单位：…）, （X牵头，Y配合）, （A、B按职责分工负责） found in a point and read.

In comes a stretch of a point; out come its clauses, each with the units by role, a deadline if it states
one, and its place, bracket included. Offices write them in any bracket, or as a line of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from workbench.reading import reasons
from workbench.reading.broken_names import goes_on
from workbench.reading.collectives import is_collective
from workbench.reading.deadlines import parse_deadline
from workbench.reading.draft import DraftUnit
from workbench.reading.duties import (
    FIRST_LEADS,
    VERB,
    Phrase,
    is_time_phrase,
    label,
    opens_with_label,
    opens_with_time,
    phrases,
    states_duties_only,
    without_remarks,
)
from workbench.reading.script import fold
from workbench.reading.text import Stretch, Text
from workbench.reading.units import is_unit_name, parse_units, shifted
from workbench.terms import NO_DEADLINE, Deadline, Role, Span, Why

#: No office writes more into one bracket; what is longer is a bracket that was never closed.
_LONGEST = 1000


@dataclass(frozen=True, slots=True)
class Clause:
    """One assignment: its place with its brackets, the units it names, and its deadline."""

    place: Stretch
    units: tuple[DraftUnit, ...]
    deadline: Deadline = NO_DEADLINE
    deadline_place: Stretch | None = None
    deadline_why: Why | None = None
    unclosed: bool = False
    is_prose: bool = False  # a plain sentence, which assigns only where the document has no other way
    is_time: bool = False  # a bracket that says by when and not who: it assigns nothing by itself


def first_listed_leads(text: Text) -> int | None:
    """From where on the first-listed unit leads: from the bracket that says so, else everywhere; or None."""
    found = FIRST_LEADS.search(text.key)
    if not found:
        return None
    line = text.key.rfind("\n", 0, found.start()) + 1
    above = text.key[line : found.start()]
    in_assignment = above.count("(") > above.count(")") or label().search(above)
    return found.start() if in_assignment else 0


class Assignments:
    """The assignment clauses of a document's lines: each line is read once, whoever asks for it."""

    def __init__(self, text: Text, year: int | None) -> None:
        self._text = text
        self._year = year
        self._found: dict[Stretch, list[Clause]] = {}

    def of(self, line: Stretch) -> list[Clause]:
        """The clauses of one line, in order."""
        if line not in self._found:
            self._found[line] = find_clauses(self._text, line, self._year)
        return self._found[line]


def find_clauses(text: Text, line: Stretch, year: int | None) -> list[Clause]:
    """The assignment clauses of one line, in order."""
    if opens_with_label(text.key, line.start, line.end):
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
        if inside.length > _LONGEST:
            continue
        if not _is_assignment(text, line, inside):
            if closed and _is_time_at_end(text, line, inside):
                yield replace(_timed_by(text, inside, year), is_time=True)
            continue
        place = Stretch(opening, closing + closed)
        clause = _read(text, place, inside, year)
        if clause:
            clause = _with_time_behind(text, replace(clause, unclosed=not closed), line, year)
            yield clause
            at = clause.place.end


def _is_time_at_end(text: Text, line: Stretch, inside: Stretch) -> bool:
    """Whether a bracket at the end of a line says by when: …主体工程（2030年6月底前完成）."""
    words = text.read(inside)
    at_end = not text.key[inside.end + 1 : line.end].strip(" \u3000\t。;")
    return at_end and bool(re.search("前|底|完成|坚持|推进|年内", words)) and is_time_phrase(words)


def _timed_by(text: Text, inside: Stretch, year: int | None) -> Clause:
    place = Stretch(inside.start - 1, inside.end + 1)
    why = reasons.by_label(text, place, inside)
    return Clause(place, (), parse_deadline(text.quote(inside), year), inside, why)


def _with_time_behind(text: Text, clause: Clause, line: Stretch, year: int | None) -> Clause:
    """The clause with the time of a bracket of its own right behind: (省教育厅负责)(2030年底前完成)."""
    found = _NEXT_BRACKET.match(text.key, clause.place.end, line.end)
    if clause.deadline_place or not found or not is_time_phrase(found["inside"]):
        return clause
    time = Stretch(*found.span("inside"))
    return replace(
        clause,
        place=Stretch(clause.place.start, found.end()),
        deadline=parse_deadline(text.quote(time), year),
        deadline_place=time,
        deadline_why=reasons.by_label(text, clause.place, time),
    )


_NEXT_BRACKET = re.compile(r"\s*\((?P<inside>[^()]{2,40})\)")


def _run_in(text: Text, line: Stretch, year: int | None) -> Iterator[Clause]:
    """An assignment without brackets behind the last sentence: …培育企业。牵头单位:省工信厅."""
    for stop in re.finditer("[。;]", text.key[line.start : line.end]):
        begin = line.start + stop.end()
        found = label().match(text.key, begin, line.end)
        if found and _names_units(text, found, line.end):
            inside = text.trim(begin, line.end)
            clause = _read(text, inside, inside, year)
            if clause:
                yield clause
            return
    yield from _said(text, line, year)


def _names_units(text: Text, found: re.Match[str], end: int) -> bool:
    """Whether a label is one of units or times, or one of people before such: 责任领导:王某,责任单位:…."""
    behind = label().finditer(text.key, found.end(), end)
    return found.lastgroup != "person" or any(one.lastgroup != "person" for one in behind)


def _said(text: Text, line: Stretch, year: int | None) -> Iterator[Clause]:
    """A last sentence that only assigns: …新建户厕1200座。由县农业农村局牵头,县财政局配合,10月底前完成。"""
    words = text.read(line).rstrip("。; ")
    begin = words.rfind("。") + 1
    if states_duties_only(words[begin:]):
        inside = text.trim(line.start + begin, line.end)
        clause = _read(text, inside, Stretch(inside.start, line.start + len(words)), year)
        if clause:
            yield replace(clause, is_prose=True)


def _closings(key: str, line: Stretch) -> dict[int, int]:
    """For each bracket that closes on its line, where it does."""
    open_at: list[int] = []
    closings: dict[int, int] = {}
    for bracket in _BRACKET.finditer(key, line.start, line.end):
        if bracket.group() == "(":
            open_at.append(bracket.start())
        elif open_at:
            closings[open_at.pop()] = bracket.start()
    return closings


_BRACKET = re.compile("[()]")


def _is_assignment(text: Text, line: Stretch, inside: Stretch) -> bool:
    """Whether a bracket's words assign: they open with a label, or name a unit before a verb of duty."""
    if label().match(text.key, inside.start, inside.end) or opens_with_time(text.read(inside)):
        return True
    key = without_remarks(text.read(inside)).rstrip(" ,;。")
    if _is_labelled_behind_units(key):
        return True
    verb = VERB.search(key)
    if not verb:
        return _ends_as_bare_list(text, line, inside, key)
    pieces = re.split("[、,;。]", key[: verb.start()])
    first = next((piece for piece in pieces if piece.strip() and not is_time_phrase(piece)), "").strip()
    first = re.sub("^(?:并?由|会同|责成)", "", first)
    return is_unit_name(first.removesuffix("等").strip()) or is_collective(first)


#: 建设智算中心（市数据局） says what is done, and names no unit.
_IS_DEED = re.compile(
    "(?:加快|推进|推动|大力|全面|积极)*(?:建设|建成|新建|打造|完善|提升|推进|推动|实施|培育|发展|组建|设立|开展|优化|改造)"
)


def _is_labelled_behind_units(key: str) -> bool:
    """Whether units stand bare before a label: (市民政局、市教育局;配合单位:市妇联)."""
    found = label().search(key)
    if not found or found.lastgroup == "person" or not found.group().startswith((",", ";", "。")):
        return False
    names = [unit.raw for unit in parse_units(key[: found.start()])]
    return bool(names) and all(is_unit_name(name) or is_collective(name) for name in names)


def _ends_as_bare_list(text: Text, line: Stretch, inside: Stretch, key: str) -> bool:
    """Whether a bracket closes its line and lists units; right behind a unit's name it is its other name."""
    behind = inside.end + 1
    timed = _NEXT_BRACKET.match(text.key, behind, line.end)
    behind = timed.end() if timed and is_time_phrase(timed["inside"]) else behind
    if text.key[behind : line.end].strip(" \u3000\t。;"):
        return False
    before = text.key[line.start : inside.start - 1].rstrip(" \u3000\t")
    if not before or before[-1] in "。;!)":
        return _is_bare_list(key, of_state=False)
    last = re.split("[、,;。和与及]", before)[-1]
    is_alias = is_unit_name(last) and not _IS_DEED.match(last)
    return not is_alias and _is_bare_list(key, of_state=True)


def _is_bare_list(key: str, of_state: bool) -> bool:
    """Nothing but whole unit names and a time, at the end of a point: (省委宣传部,省文旅厅、广电局).

    `of_state`: the first must be an organ of the state or party; inside a sentence a bracket names anything.
    """
    found = phrases(key, 0, len(key))
    lists = [key[phrase.start : phrase.end] for phrase in found if phrase.kind == Role.RESPONSIBLE]
    names = [unit.raw for words in lists for unit in parse_units(words)]
    return (
        not re.match("[^\u3400-\u9fff]*(?:含|即|原|如|包括|不含|以下|参见|详见)", key)
        and ":" not in key
        and bool(names)
        and (_is_institution(names[0]) or (is_collective(names[0]) and any(map(_is_institution, names))))
        and _are_units(names)
        and (not of_state or bool(_STATE_ORGAN.search(names[0])))
    )


def _are_units(names: list[str]) -> bool:
    """Whether all are units; in a longer list one may go by a name nobody knows (泰清水务)."""
    unknown = [name for name in names if not (is_collective(name) or is_unit_name(name))]
    return not unknown or (
        len(unknown) * _FEW_UNKNOWN <= len(names) and all(len(one) <= 12 for one in unknown)
    )


#: Of so many names one may be unknown.
_FEW_UNKNOWN = 5
_STATE_ORGAN = re.compile("(?:委|办|厅|局|部|署|院|政府|管委会|委员会|办公室)$")


def _is_institution(name: str) -> bool:
    return len(name) >= 3 and is_unit_name(name) and name[-1] not in "省市县区州盟旗"


def _read(text: Text, place: Stretch, inside: Stretch, year: int | None) -> Clause | None:
    units: list[DraftUnit] = []
    times: list[Stretch] = []
    time_why: Why | None = None
    for phrase in phrases(text.key, inside.start, inside.end):
        stretch = Stretch(phrase.start, phrase.end)
        if phrase.kind == "deadline":
            times.append(_without_stops(text, stretch))
            time_why = time_why or reasons.by_label(text, place, _said_by(phrase) or times[0])
        elif phrase.kind != "person":
            named = parse_units(text.quote(stretch), Role(phrase.kind))
            units.extend(shifted(named, stretch.start, _why(text, place, phrase)))
    time_place = _whole_time(text, times)
    if not units and not time_place:
        return None
    deadline = parse_deadline(text.quote(time_place), year) if time_place else NO_DEADLINE
    return Clause(place, tuple(units), deadline, time_place, time_why)


def _said_by(phrase: Phrase) -> Stretch | None:
    return Stretch(*phrase.label) if phrase.label else None


def _why(text: Text, place: Stretch, phrase: Phrase) -> Why:
    """By which words a phrase's units answer: a verb beside them, else the label before them."""
    if phrase.verb:
        return reasons.by_verb(text.read(Stretch(*phrase.verb)))
    by_label = _said_by(phrase)
    return reasons.by_label(text, place, by_label) if by_label else reasons.BARE_LIST


def _whole_time(text: Text, times: list[Stretch]) -> Stretch | None:
    """The words of a clause's time; phrases that follow one another state it together."""
    if not times:
        return None
    end = times[0].end
    for following in times[1:]:
        if text.key[end : following.start].strip(" ,;。"):
            break
        end = following.end
    return Stretch(times[0].start, end)


def _without_stops(text: Text, part: Stretch) -> Stretch:
    """A part without the blanks and punctuation around it."""
    words = text.read(part)
    start = part.start + len(words) - len(words.lstrip(" \t\u3000("))
    return Stretch(start, max(start, part.start + len(words.rstrip(" \t,;。、\u3000"))))


def units_of(text: Text, pieces: list[Stretch], role: Role) -> tuple[DraftUnit, ...]:
    """The units of a table cell, placed in the source: in the column's role, or as the cell itself says."""
    words, places = _joined(text, pieces)
    key = fold(words)
    units: list[DraftUnit] = []
    for phrase in phrases(key, 0, len(key), role):
        if phrase.kind in ("deadline", "person"):
            continue
        said = phrase.verb if phrase.kind != role else phrase.label
        why = reasons.in_cell(key[slice(*said)]) if said else None
        named = parse_units(words[phrase.start : phrase.end], Role(phrase.kind))
        placed = ((unit, _placed(text, unit, places[phrase.start : phrase.end])) for unit in named)
        units.extend(replace(unit, span=span, why=why) for unit, span in placed)
    return tuple(units)


def _joined(text: Text, pieces: list[Stretch]) -> tuple[str, list[int]]:
    """A cell's words without blanks, and the place of each; a break after a whole name parts two names."""
    words: list[str] = []
    places: list[int] = []
    for piece in pieces:
        above = fold("".join(words))
        if words and (_DONE_BY.search(above) or _parts_names(above, "".join(text.read(piece).split()))):
            words.append("," if _DONE_BY.search(above) else "、")
            places.append(piece.start)
        for at in range(piece.start, piece.end):
            if not text.key[at].isspace() and text.key[at] != "|":
                words.append(text.clean[at])
                places.append(at)
    return "".join(words), places


#: A line that says who does it is whole: 省商务厅牵头⏎省公安厅配合.
_DONE_BY = re.compile("[委办厅局部署院府会司)](?:牵头|负责|配合|参与|参加|协助|协办|主办)$")


def _parts_names(above: str, below: str) -> bool:
    """Whether a break stands between two names, and not inside one."""
    last_name = re.split("[、,;]", above)[-1]
    return is_unit_name(last_name) and not (_goes_on(below) or goes_on(above, below))


def _goes_on(key: str) -> bool:
    """Whether a broken line goes on with punctuation, a firm's form or branch: the break parted nothing."""
    return (
        key[:1] in "、,;()"
        or key.startswith(("有限", "股份", "公司", "集团", "分公司"))
        or bool(_BRANCH.match(key))
    )


#: A branch by its place alone (浙江省分行, 温州分公司) is that of the name above it.
_BRANCH = re.compile(
    r"(?!.{0,8}(?:银行|公司.*公司|集团|保险|电信|移动|联通|电网))[\u3400-\u9fff]{2,8}?(?:分公司|分行|支行|中心支行|支公司)(?=[、,;(]|$)"
)


def _placed(text: Text, unit: DraftUnit, places: list[int]) -> Span | None:
    """The unit's place in the source, from the places of the words it was read from."""
    if unit.span is None:
        return None
    return text.span(Stretch(places[unit.span.start], places[unit.span.end - 1] + 1))


def with_first_leading(units: tuple[DraftUnit, ...]) -> tuple[DraftUnit, ...]:
    """The units with the first-listed one leading, where the document says so and marks no other lead.

    Those that only support (配合单位：…) are led by another.
    """
    if not units or units[0].role is not Role.RESPONSIBLE or any(unit.role is Role.LEAD for unit in units):
        return units
    return (replace(units[0], role=Role.LEAD, why=reasons.FIRST_LEADS), *units[1:])
