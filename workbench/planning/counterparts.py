"""Counterparts (对口单位): the name of a unit goes in, the work it does comes out, whatever its level.

省工信厅 and 市工信局 do the same work (工信), and so do 省数字办 and 市大数据委: those are listed in the word list
`counterparts.txt`, one group a line.
"""  # noqa: E501 – Chinese counts double

from __future__ import annotations

import re
from functools import cache

from workbench.resources import resource_path

#: The place a name begins with (福州市, 市, 福建省): as far as the word of a level, if it is none of 市场.
_PLACE = re.compile(r"^[^省市县区]{0,6}?(?:省|自治区|市(?!场|政|监)|县|(?<![园])区)(?:直)?(?:委(?=[^员]))?")
_KIND = re.compile(r"(?:委员会|管理局|监督局|办公室|总队|厅|局|委|办|部|处|中心)$")


@cache
def work_of(name: str) -> str:
    """What a unit does: its name (Simplified, `spelling.spelling_key`) without place, level and kind of body.

    >>> work_of("省工信厅"), work_of("福州市工信局"), work_of("省市场监管局")
    ('工信', '工信', '市场监管')
    """
    bare = _PLACE.sub("", name) or name
    work = _KIND.sub("", bare) or bare
    groups = _groups()
    return groups.get(bare) or groups.get(work) or work


@cache
def _groups() -> dict[str, str]:
    """Every listed name with the first of its group."""
    text = resource_path("lexicon", "counterparts.txt").read_text(encoding="utf-8")
    lines = (line.partition("#")[0].split() for line in text.splitlines())
    return {name: names[0] for names in lines if names for name in names}
