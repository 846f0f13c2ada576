"""What the parts of a paper look like: shapes of numbers and dates, names of faces, sizes of type."""

from __future__ import annotations

import re

ZI = 156 / 28
HANZI = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]+")
NO_START = "。．，、：；！？”’」』）〕】》〉］｝〗·‧–—～／/"
NO_END = "“‘「『（〔【《〈［｛〖／/"
DOC_NO = re.compile(r"[一-龥]{1,12}〔(19|20)\d{2}〕[1-9]\d*号")
DATE = re.compile(r"\d{4}年([1-9]|1[0-2])月([1-9]|[12]\d|3[01])日")
NUMBER = re.compile(r"—\s?(\d+)\s?—")
_LIKE_NUMBER = re.compile(r"[〔\[［（(]\d{4}.*号$")
#: A page number in any form that is met in offices.
FOLIO = re.compile(r"[-–—－─·~第]*\s?(\d{1,4})\s?(?:页|[-–—－─·~])*(?:[/共]{1,2}\d{1,4}页?)?")
#: What fonts of a face call themselves.
FACES = {
    "仿宋": "仿宋|Fang_?Song|FandolFang|Zhuque|FZFS|STFang|FSJ-",
    "小标宋": "小标宋|Xiao_?Biao_?Song|BiaoSong|XBS",
    "黑体": "黑体|Hei|FZHT|HTJ-",
    "楷体": "楷|Kai|FZKT|KTJ-",
    "宋体": "宋体|SimSun|NSimSun|GWSong|STSong|FZShuSong|FZSS|SongTi|SSJ-",
}
#: The formats of the standard whose first page bears a red head.
RED_HEADS = ("文件", "信函", "命令", "纪要", "简报")
#: Larger type than this is no running text, in points.
LARGE = 17.2


class NotApplicableError(Exception):
    """There is nothing on the paper that the rule speaks of."""


def given(condition: object) -> None:
    """Go on only where the paper has what the rule speaks of."""
    if not condition:
        raise NotApplicableError


def is_body(size: float) -> bool:
    return 15.7 <= size <= 16.05
