"""XML that comes from outside: parsed without entities, document types or the network; read field by field.

A value that is not what it should be becomes a Problem and counts as absent; it never stops the reading.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from lxml import etree

from workbench.errors import CannotReadError
from workbench.problems import Problem
from workbench.terms import Severity

#: A number beyond this is a slip: ids and tenths of minutes stay below it.
_LARGEST = 1_000_000_000
#: What XML 1.0 cannot hold, not even escaped.
_UNWRITABLE = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def parse_xml(name: str, data: bytes) -> etree._Element:
    """The root of an XML file. Raises CannotReadError for anything damaged, and for any document type."""
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, remove_comments=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise CannotReadError(
            f"“{name}”不是完整的 XML 文件。", "请重新导出，或核对文件是否下载完整。"
        ) from error
    if root.getroottree().docinfo.doctype:
        raise CannotReadError(
            f"“{name}”里有文档类型声明，不予读取。", "项目计划文件里不应有这种内容，请核对来源。"
        )
    return root


def local_name(element: etree._Element) -> str:
    """The element's name without its namespace."""
    return etree.QName(element).localname


def writable(text: str) -> str:
    """The text without the few characters XML cannot hold."""
    return _UNWRITABLE.sub("", text)


class Fields:
    """One element's values by name: its child elements, or with `attributes` its attributes.

    What is odd goes into `odd`, told as belonging to `owner` (任务“编制方案”).
    """

    def __init__(
        self, element: etree._Element, odd: list[Problem], owner: str, *, attributes: bool = False
    ) -> None:
        self.element = element
        self._odd, self._owner, self._attributes = odd, owner, attributes

    def text(self, name: str) -> str:
        """The text of a field, "" where it is not there."""
        if self._attributes:
            return self.element.get(name) or ""
        return self.element.findtext(f"{{*}}{name}") or ""

    def flag(self, name: str) -> bool:
        """Whether a field says 1 or true."""
        return self.text(name).strip().lower() in ("1", "true")

    def number(self, name: str, default: float = 0) -> float:
        """A number; `default` where none is written, or none that can be (a problem then)."""
        text = self.text(name).strip()
        try:
            found = float(text) if text else default
        except ValueError:
            found = float("nan")
        if abs(found) <= _LARGEST:  # which not-a-number is not either
            return found
        self.complain(name, text)
        return default

    def moment(self, name: str) -> dt.datetime | None:
        """A date, at midnight, or a date and time without zone."""
        text = self.text(name).strip()
        if not text:
            return None
        try:
            return dt.datetime.fromisoformat(text).replace(tzinfo=None)
        except ValueError:
            self.complain(name, text)
            return None

    def day(self, name: str) -> dt.date | None:
        """As `moment`, the day alone."""
        moment = self.moment(name)
        return moment.date() if moment else None

    def complain(self, name: str, text: str) -> None:
        """Note, once, that a field holds no valid value."""
        what = f"{self._owner}的 {name} 写的是“{text}”，不是有效的值，按没有填写处理。"
        problem = Problem("odd-value", Severity.WARNING, what)
        if problem not in self._odd:  # a value may be looked at twice
            self._odd.append(problem)

    def below(self, path: str, owner: str = "") -> Iterator[Fields]:
        """The elements at a path of plain names (`Tasks/Task`)."""
        steps = "/".join(f"{{*}}{step}" for step in path.split("/"))
        for element in self.element.iterfind(steps):
            yield Fields(element, self._odd, owner or self._owner, attributes=self._attributes)
