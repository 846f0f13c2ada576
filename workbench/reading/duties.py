"""Who does what by when (责任分工), in the words of one bracket, line or table cell.

In comes folded text, such as 责任单位:省科技厅牵头,省教育厅配合;完成时限:6月底前; out come its phrases, each
under the label or verb that gives it a meaning: units in a role, a time, or people (who are no units).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from workbench.reading import lexicon
from workbench.reading.collectives import is_collective
from workbench.reading.deadlines import find_deadline, is_whole_deadline
from workbench.reading.units import is_unit_name, parse_units
from workbench.terms import Role

_FIRST = r"(?:列|排)(?:名)?(?:在)?(?:第一(?:位|名|个)?|首位)"
_REMARK = re.compile(
    rf"\(?{_FIRST}[^,;。()]*\)?|\(?(?:以)?下同\)?|以下[^;。]*|不再(?:一一|单独|重复)*(?:列出|列举)"
    r"|\(?第一(?:责任)?(?:单位|部门)(?:为|是)牵头[^,;。()]*\)?"
    r"|\(?(?:带|加|标)?[*★▲☆]+(?:号)?(?:的)?(?:单位|部门)?为牵头(?:责任)?(?:单位|部门)\)?"
)
#: The first-listed unit leads: 列第一位的为牵头单位, 排名第一的责任单位为牵头部门, 列首位者为牵头单位.
FIRST_LEADS = re.compile(
    rf"(?:{_FIRST}|首列|(?:第一个|首个)(?=责任|单位))(?:的|者)?(?:责任)?(?:单位|部门)?(?:即)?(?:为|是)"
    r"(?:主要|该项任务|工作|任务|总)?(?:的)?牵头"
    r"|第一(?:责任)?(?:单位|部门)(?:为|是)牵头"
)
#: How a duty is done, before the word for it: 按职责分工, 结合实际, 共同.
_MANNER = (
    r"(?:(?:按照?|根据|依据|依|结合)?(?:各自|本部门|本单位|工作|部门(?=职))?(?:职责|职能|职权|权限)(?:任务)?(?:分工)?(?:范围)?(?:内)?"
    r"|(?:按照?|根据|依据)?(?:任务|责任)?分工|结合(?:各自|本地区?|工作)?实际|按照?(?:属地(?:管理)?(?:原则)?|要求|规定|程序)"
    r"|分别|共同|具体|联合|贯彻|协同|统筹|认真|切实|抓好|做好|组织|督促){0,6}+"
)
_DUTY = (
    rf"{_MANNER}(?:负责|落实|实施|指导|推进|承担|执行|办理)"
    r"(?:组织|做好|抓好|具体|统筹)?(?:落实|实施|推进|推动|指导|协调|(?:相关|有关|此项|该项|具体)?工作)*"
)
VERB = re.compile(
    rf"(?P<lead>{_MANNER}(?:负责)?总?牵头(?:负责|抓总|组织|协调|统筹|落实|推进|推动|实施|办理)*|主办|总负责|抓总"
    r"|为(?:主要)?牵头(?:责任)?(?:单位|部门))(?=[,;。、)\s]|$|会同|并)"
    r"|(?P<lead_aside>\((?:牵头|主办)(?:单位|部门)?\))|(?P<support_aside>\((?:配合|协办)(?:单位|部门)?\))"
    r"|(?P<with>会同)"
    r"|(?P<support>(?:积极|密切|共同|按(?:照)?(?:各自)?职责(?:分工)?)?(?:配合|参加|参与|协助|协同|协办|支持)"
    r"(?:做好|抓好|落实|实施|推进|(?:相关|有关)?工作)*|为(?:配合|协办|参与)(?:单位|部门))(?=[,;。、)\s]|$)"
    rf"|(?P<responsible>等?{_DUTY}|为责任(?:单位|部门)|按(?:照)?(?:各自)?职责(?:分工)?)(?=[,;。、)\s]|$)"
)
_LEADING = re.compile(r"[\s,;、。:—-]*(?:并?由|责成|会同)?")
#: A year for telling whether a phrase is a time at all; which one does not matter.
_ANY_YEAR = 2000
#: How far into a phrase its time may begin: 力争2025年底前基本建成.
_TIME_OPENS_WITHIN = 4


@dataclass(frozen=True, slots=True)
class Phrase:
    """A stretch of folded text and what it states: a Role, "deadline" or "person".

    `label` and `verb` are the places of the words that say so.
    """

    kind: str
    start: int
    end: int
    label: tuple[int, int] | None = None
    verb: tuple[int, int] | None = None


#: A slip of the keyboard before a unit's name: 责任单位;市财政局.
_SLIP = r";(?=[\u3400-\u9fff]{2,12}(?:委|办|厅|局|部|院|政府|管委会|中心)(?:[、,;。()]|$))"


@cache
def label() -> re.Pattern[str]:
    """责任单位:, 省级牵头部门为, 完成时限: and their kin, as the roles list has them."""
    return re.compile(rf"[\s,;、。]*{_kinds()}\s*(?::|{_SLIP}|为(?!第|落实|推进|主体|主要|牵头))\s*")


@cache
def _blank_label() -> re.Pattern[str]:
    return re.compile(rf"(?<![^\s,;]){_kinds()}[ \t]+(?=[\u3400-\u9fff\d])")


def opens_with_label(key: str, start: int, end: int) -> bool:
    """Whether the words begin with a label: 责任单位:, or 责任单位　省科技厅 with blanks for the colon."""
    found = _blank_label().match(key, start, end)
    return bool(label().match(key, start, end)) or _is_blank_label(key, end, found)


def _is_blank_label(key: str, end: int, found: re.Match[str] | None) -> bool:
    if not found or found.lastgroup == "person":
        return False
    if found.lastgroup == "deadline":
        return is_whole_deadline(key[found.end() : end], _ANY_YEAR)
    first = re.split("[、,; ]", key[found.end() : end])[0]
    return is_unit_name(first) or is_collective(first)


#: What the words of every `label` end with.
_ENDS_LABEL = re.compile("[:为]|[位门];")


def _labels(key: str, start: int, end: int) -> list[re.Match[str]]:
    """The labels between two places, in order; those without a colon only where the words begin with one."""
    labels = list(label().finditer(key, start, end)) if _ENDS_LABEL.search(key, start, end) else []
    if _is_blank_label(key, end, _blank_label().match(key, start, end)):
        blank = _blank_label().finditer(key, start, end)
        labels += [found for found in blank if _is_blank_label(key, end, found)]
    return sorted(labels, key=lambda found: found.start())


@cache
def _kinds() -> str:
    roles = lexicon.table("roles")
    body = lexicon.any_of(roles["body"])
    bodies = rf"{body}(?:(?:及|和|、|/)(?:责任|配合)?{body})?(?:\([^()]{{1,20}}\))?"
    level = f"{lexicon.any_of(roles['level'])}?"
    aside = r"(?:\(责任\)|\(配合\))?"
    bare = {
        Role.LEAD: "|(?:牵头|主办)(?=\\s*:)",
        Role.SUPPORT: "|(?:配合|协办)(?=\\s*:)",
        Role.RESPONSIBLE: "|(?<=[,;。])责任(?=\\s*:)",
    }
    kinds = [
        f"(?P<{role}>{level}{lexicon.any_of(roles[role])}{aside}{bodies}{bare.get(role, '')})"
        for role in Role
    ]
    kinds += [f"(?P<{kind}>{lexicon.any_of(roles[kind])})" for kind in ("deadline", "person")]
    return f"(?:{'|'.join(kinds)})"


def without_remarks(key: str) -> str:
    """The words without 下同, 列第一位的为牵头单位 and their kin."""
    return _REMARK.sub("", key)


def phrases(key: str, start: int, end: int, role: Role = Role.RESPONSIBLE) -> Iterator[Phrase]:
    """The phrases between two places of folded text; words under no label and verb are in `role`."""
    labels = _labels(key, start, end)
    above: re.Match[str] | None = None
    for found in [*labels, None]:
        for begin, until in _between_remarks(key, start, found.start() if found else end):
            for phrase in _under_label(key, above, begin, until, role):
                yield replace(phrase, label=above.span()) if above else phrase
        if found:
            above, start = found, found.end()


def _between_remarks(key: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for remark in _REMARK.finditer(key, start, end):
        yield start, remark.start()
        start = remark.end()
    yield start, end


def _under_label(key: str, above: re.Match[str] | None, start: int, end: int, role: Role) -> Iterator[Phrase]:
    if not key[start:end].strip(" ,;。、\t\n"):
        return
    kind = (above.lastgroup or "") if above else ""
    if kind in ("deadline", "person"):
        yield Phrase(kind, start, end)
        return
    for begin, until, is_time in _timed(key, start, end):
        if is_time:
            yield Phrase("deadline", begin, until)
        else:
            yield from _by_verb(key, begin, until, Role(kind) if kind else role)


def _timed(key: str, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    """Cut out the phrases that state a time: 省数据局牵头,2025年底前完成."""
    begin = at = start
    for cut in [*re.finditer("[,;。、]", key[start:end]), None]:
        stop = start + cut.start() if cut else end
        is_listed = (cut is not None and cut.group() == "、") or key[at - 1 : at] == "、"
        if (is_whole_deadline if is_listed else is_time_phrase)(key[at:stop]):
            if begin < at:
                yield begin, at, False
            yield at, stop, True
            begin = stop + 1
        at = stop + 1
    if begin < end:
        yield begin, end, False


def is_time_phrase(key: str) -> bool:
    """Whether a phrase says when, or by when what: 2025年6月底前完成, 4月底前出台相关政策."""
    if is_whole_deadline(key, _ANY_YEAR):
        return True
    words = key.strip()
    found = find_deadline(words[:40], _ANY_YEAR)
    if not found or found.start > _TIME_OPENS_WITHIN or len(words) > 40:
        return False
    rest = words[found.end :]
    return not VERB.search(rest) and not is_unit_name(rest) and "、" not in rest


def _by_verb(key: str, start: int, end: int, role: Role) -> Iterator[Phrase]:
    """Units before 牵头 lead, before 配合 support; behind 会同 or before 负责 they are as the label says."""
    last: tuple[int, int] | None = None
    for verb in VERB.finditer(key, start, end):
        begin = _after_leading_words(key, start, verb.start())
        if begin < verb.start():
            yield Phrase(_role_of(verb, role), begin, verb.start(), verb=verb.span())
        start, last = verb.end(), verb.span()
        role = Role.RESPONSIBLE if verb["with"] and role is Role.LEAD else role
    start = _after_leading_words(key, start, end)
    if start < end:
        yield Phrase(role, start, end, verb=last)


def _role_of(verb: re.Match[str], role: Role) -> Role:
    if verb["lead"] or verb["lead_aside"] or verb["with"]:
        return Role.LEAD
    return Role.SUPPORT if verb["support"] or verb["support_aside"] else role


def _after_leading_words(key: str, begin: int, end: int) -> int:
    match = _LEADING.match(key, begin, end)
    return match.end() if match else begin


def opens_with_time(key: str) -> bool:
    """Whether a bracket says by when first and who behind it: (12月底前完成,责任单位:市水务局)."""
    first = re.split("[,;]", key)[0]
    return first != key and is_time_phrase(first) and bool(label().search(key, len(first)))


def states_duties_only(key: str) -> bool:
    """Whether a sentence assigns and says nothing else: 由县农业农村局牵头,县财政局配合,10月底前完成.

    That some units do their duty (其他单位按照职责分工负责) assigns nothing: one leads, or a time is set.
    """
    if not VERB.search(key) or label().search(key):
        return False
    found = list(phrases(key, 0, len(key)))
    if not any(one.kind in (Role.LEAD, "deadline") for one in found):
        return False
    units = [one for one in found if one.kind not in ("deadline", "person")]
    names = [unit.raw for phrase in units for unit in parse_units(key[phrase.start : phrase.end])]
    return any(_is_plain_name(name) for name in names) and all(
        _is_plain_name(name) or _is_plain_collective(name) for name in names
    )


#: Words that no unit's name holds, but sentences about units do.
_SAYS_MORE = re.compile("建立|成立|组建|设立|完善|健全|明确|加强|由|的|将|应|要|对|为|与其|参加|牵头|负责")


def _is_plain_name(key: str) -> bool:
    is_named = is_unit_name(key) and not is_collective(key) and not key.endswith(("部门", "机关", "单位"))
    return is_named and len(key) <= 24 and not _SAYS_MORE.search(key)


def _is_plain_collective(key: str) -> bool:
    return is_collective(key) and len(key) <= 24 and not _SAYS_MORE.search(key)
