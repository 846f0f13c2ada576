"""Numbers that Word computes: list definitions and styles in, the number before each paragraph out.

After ECMA-376 Part 1, 17.9 (numbering) and 17.18.59 (ST_NumberFormat).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HAN = "〇一二三四五六七八九"
_LEVELS = 9
_MOST = 32_767


@dataclass(frozen=True, slots=True)
class _Level:
    """One level of a list: how it counts and what it prints."""

    start: int = 1
    shape: str = "decimal"
    words: str = ""
    suffix: str = "tab"
    restart: int | None = None
    is_legal: bool = False


@dataclass(slots=True)
class _List:
    """An abstract list: its levels, and how far it has counted. `begun` holds the instances met."""

    levels: dict[int, _Level]
    style_link: str = ""
    counts: dict[int, int] = field(default_factory=dict)
    begun: set[str] = field(default_factory=set)


@dataclass(slots=True)
class _Instance:
    """A use of an abstract list, with the levels and starts it overrides."""

    abstract: str
    levels: dict[int, _Level] = field(default_factory=dict)
    starts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Counts through a document: `number(paragraph)` must be called for each paragraph, in reading order."""

    def __init__(self, numbering: etree._Element | None, styles: etree._Element | None) -> None:
        self._lists: dict[str, _List] = {}
        self._instances: dict[str, _Instance] = {}
        self._by_style: dict[str, tuple[str, str]] = {}
        self._based_on: dict[str, str] = {}
        self._default = ""
        self._style_levels: dict[tuple[str, str], int] = {}
        if styles is not None:
            self._read_styles(styles)
        if numbering is not None:
            self._read_lists(numbering)

    def _read_styles(self, styles: etree._Element) -> None:
        for style in styles.iter(W + "style"):
            name = style.get(W + "styleId", "")
            above = style.find(W + "basedOn")
            if above is not None:
                self._based_on[name] = _val(above)
            used = style.find(f"{W}pPr/{W}numPr")
            if used is not None:
                self._by_style[name] = _instance_and_level(used)
            if style.get(W + "type") == "paragraph" and style.get(W + "default") in ("1", "true"):
                self._default = name

    def _read_lists(self, numbering: etree._Element) -> None:
        for item in numbering.iter(W + "abstractNum"):
            name = item.get(W + "abstractNumId", "")
            levels = {}
            for level in item.iter(W + "lvl"):
                at = _number(level.get(W + "ilvl"), 0)
                levels[at] = _level(level)
                style = level.find(W + "pStyle")
                if style is not None:
                    self._style_levels[name, _val(style)] = at
            link = item.find(W + "numStyleLink")
            self._lists[name] = _List(levels, _val(link) if link is not None else "")
        for item in numbering.iter(W + "num"):
            abstract = item.find(W + "abstractNumId")
            if abstract is None:
                continue
            instance = _Instance(_val(abstract))
            for override in item.iter(W + "lvlOverride"):
                at = _number(override.get(W + "ilvl"), 0)
                own, start = override.find(W + "lvl"), override.find(W + "startOverride")
                if own is not None:
                    instance.levels[at] = _level(own)
                if start is not None:
                    instance.starts[at] = _number(_val(start), 1)
            self._instances[item.get(W + "numId", "")] = instance

    def number(self, paragraph: etree._Element) -> str:
        """The number Word prints before a paragraph with what parts them, "" where it has none."""
        found = self._used(paragraph)
        if found is None:
            return ""
        name, at = found
        instance = self._instances[name]
        counted = self._list_of(instance)
        level = instance.levels.get(at) or counted.levels.get(at)
        if level is None:
            return ""
        self._count(counted, name, instance, at)
        words = self._words(counted, instance, level)
        if words and level.suffix != "nothing" and re.search(r"\w$", words):
            words += " "
        return words

    def _used(self, paragraph: etree._Element) -> tuple[str, int] | None:
        """The list instance and level of a paragraph: its own, else those of its style."""
        own = paragraph.find(f"{W}pPr/{W}numPr")
        styled = paragraph.find(f"{W}pPr/{W}pStyle")
        style = _val(styled) if styled is not None else self._default
        name, level = _instance_and_level(own) if own is not None else ("", "")
        carrier = ""
        if not name:
            carrier, inherited = self._from_style(style)
            name, level = inherited[0], level or inherited[1]
        if name not in self._instances:
            return None  # "0" takes a paragraph out of its style's list
        if not level and carrier:
            return name, self._style_levels.get((self._instances[name].abstract, carrier), 0)
        return name, min(_number(level, 0), _LEVELS - 1)

    def _from_style(self, style: str) -> tuple[str, tuple[str, str]]:
        """The style of a chain that brings a list, and what it brings."""
        seen: set[str] = set()
        while style and style not in seen:
            seen.add(style)
            if style in self._by_style:
                return style, self._by_style[style]
            style = self._based_on.get(style, "")
        return "", ("", "")

    def _list_of(self, instance: _Instance) -> _List:
        """The abstract list behind an instance, through a style link where it has one."""
        found = self._lists.get(instance.abstract) or _List({})
        if found.style_link in self._by_style:
            linked = self._instances.get(self._by_style[found.style_link][0])
            if linked is not None and linked is not instance:
                return self._lists.get(linked.abstract) or found
        return found

    def _count(self, counted: _List, name: str, instance: _Instance, at: int) -> None:
        """Count one more on a level, and let the levels below begin again."""
        if name not in counted.begun:
            counted.begun.add(name)
            counted.counts.update({level: start - 1 for level, start in instance.starts.items()})
        for above in range(at):
            counted.counts.setdefault(above, _start(counted, instance, above))
        before = counted.counts.get(at, _start(counted, instance, at) - 1)
        counted.counts[at] = min(before + 1, _MOST)
        for below in range(at + 1, _LEVELS):
            level = instance.levels.get(below) or counted.levels.get(below)
            if level is not None and (level.restart is None or 0 < level.restart >= at + 1):
                counted.counts.pop(below, None)

    def _words(self, counted: _List, instance: _Instance, level: _Level) -> str:
        def counter(found: re.Match[str]) -> str:
            at = int(found[1]) - 1
            its = instance.levels.get(at) or counted.levels.get(at) or _Level()
            count = counted.counts.get(at, its.start)
            return in_shape(count, "decimal" if level.is_legal else its.shape)

        if level.shape == "bullet":
            return ""
        return re.sub(r"%([1-9])", counter, level.words)


def _start(counted: _List, instance: _Instance, at: int) -> int:
    level = instance.levels.get(at) or counted.levels.get(at)
    return level.start if level else 1


def _val(element: etree._Element) -> str:
    return str(element.get(W + "val", ""))


def _number(words: str | None, otherwise: int) -> int:
    return min(int(words), _MOST) if words and re.fullmatch(r"\d{1,9}", words) else otherwise


def _instance_and_level(used: etree._Element) -> tuple[str, str]:
    name, level = used.find(W + "numId"), used.find(W + "ilvl")
    return (_val(name) if name is not None else "", _val(level) if level is not None else "")


def _level(level: etree._Element) -> _Level:
    def said(name: str) -> str | None:
        found = next(level.iter(W + name), None)
        return None if found is None else _val(found)

    restart = said("lvlRestart")
    return _Level(
        start=_number(said("start"), 1),
        shape=said("numFmt") or "decimal",
        words=said("lvlText") or "",
        suffix=said("suff") or "tab",
        restart=_number(restart, 0) if restart is not None else None,
        is_legal=said("isLgl") is not None and said("isLgl") not in ("0", "false"),
    )


# ---- how counts are written ------------------------------------------------------------------------------


def in_shape(count: int, shape: str) -> str:
    """A count as Word writes it in a number format.

    >>> in_shape(21, "chineseCounting"), in_shape(3, "ideographTraditional")
    ('二十一', '丙')
    """
    writer = _SHAPES.get(shape)
    return writer(count) if writer else str(count)


def _counting(digits: str, ten: str, hundred: str, thousand: str) -> Callable[[int], str]:
    """Counting with tens and hundreds; one ten is 十 alone."""

    def write(count: int) -> str:
        if not 0 < count < 10_000:
            return digits[0] if count == 0 else str(count)
        words, gap = "", False
        for unit, name in ((1000, thousand), (100, hundred), (10, ten), (1, "")):
            digit = count // unit % 10
            if digit:
                words += (digits[0] if gap and words else "") + digits[digit] + name
                gap = False
            else:
                gap = bool(words)
        return words[1:] if 10 <= count < 20 and ten == "十" else words

    return write


def _digits(digits: str) -> Callable[[int], str]:
    return lambda count: "".join(digits[int(digit)] for digit in str(count))


def _cycle(signs: str) -> Callable[[int], str]:
    return lambda count: signs[(count - 1) % len(signs)] if count > 0 else str(count)


def _signs(first: int, most: int) -> Callable[[int], str]:
    """Signs that stand in a row of Unicode, plain figures beyond them."""
    return lambda count: chr(first + count - 1) if 0 < count <= most else str(count)


def _letters(first: str) -> Callable[[int], str]:
    """a … z, aa, bb, …"""

    def write(count: int) -> str:
        turns, at = divmod(max(count, 1) - 1, 26)
        return chr(ord(first) + at) * min(turns + 1, 99)

    return write


def _roman(count: int) -> str:
    words = ""
    for value, sign in zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"),
        strict=True,
    ):
        words += sign * (count // value)
        count %= value
    return words


_COUNTING = _counting("零一二三四五六七八九", "十", "百", "千")
_SHAPES: dict[str, Callable[[int], str]] = {
    "none": lambda _: "",
    "decimalZero": lambda count: f"{count:02}",
    "upperRoman": _roman,
    "lowerRoman": lambda count: _roman(count).lower(),
    "upperLetter": _letters("A"),
    "lowerLetter": _letters("a"),
    "chineseCounting": _COUNTING,
    "chineseCountingThousand": _COUNTING,
    "japaneseCounting": _COUNTING,
    "koreanDigital2": _digits(_HAN),
    "taiwaneseCounting": _COUNTING,
    "taiwaneseCountingThousand": _COUNTING,
    "taiwaneseDigital": _digits("○一二三四五六七八九"),
    "ideographDigital": _digits(_HAN),
    "japaneseDigitalTenThousand": _digits(_HAN),
    "chineseLegalSimplified": _counting("零壹贰叁肆伍陆柒捌玖", "拾", "佰", "仟"),
    "ideographLegalTraditional": _counting("零壹貳參肆伍陸柒捌玖", "拾", "佰", "仟"),
    "ideographTraditional": _cycle("甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": _cycle("子丑寅卯辰巳午未申酉戌亥"),
    "ideographEnclosedCircle": _signs(0x3220, 10),
    "decimalEnclosedCircle": _signs(0x2460, 20),
    "decimalEnclosedCircleChinese": _signs(0x2460, 20),
    "decimalEnclosedParen": _signs(0x2474, 20),
    "decimalEnclosedFullstop": _signs(0x2488, 20),
    "decimalFullWidth": _digits("０１２３４５６７８９"),
    "decimalFullWidth2": _digits("０１２３４５６７８９"),
    "numberInDash": lambda count: f"- {count} -",
}
