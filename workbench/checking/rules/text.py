"""Rules of 标题, 正文, 附件说明, 落款 and 附注: R22–R42."""

from __future__ import annotations

import re
from itertools import pairwise

from workbench.checking.judging import (
    CONV,
    MUST,
    NORM,
    Faults,
    RuleBook,
    at_most,
    between,
    brief,
    face,
    face_name,
    holds,
    is_set_in,
    near,
    size,
)
from workbench.checking.parts import Paper
from workbench.checking.shapes import DATE, RED_HEADS, ZI, given
from workbench.checking.sheets import MM, Row

BOOK: RuleBook[Paper] = RuleBook()
rule = BOOK.rule


@rule("R22", NORM, "标题字体字号", "GB/T 9704 7.3.1")
def title_type(paper: Paper) -> Faults:
    for row in paper.title:
        yield from size("标题", row, 21.5, 22.1)
        yield from face("标题", row, "小标宋")
        yield from near(f"标题“{brief(row.text)}”中心距页左边", row.middle, 106, 0.5, row)


@rule("R23", MUST, "标题位置", "GB/T 9704 7.3.1", "文件", "纪要", "简报")
def title_place(paper: Paper) -> Faults:
    gap = paper.title[0].top - paper.red_rule.y
    yield from between("标题与红色分隔线的间距（空二行）", gap, 20.3, 23.8, paper.title[0])


@rule("R24", MUST, "标题回行", "GB/T 9704 7.3.1")
def title_shape(paper: Paper) -> Faults:
    rows = paper.title
    given(len(rows) > 1)
    widths = [row.x1 - row.x0 for row in rows]
    for row in rows:
        yield from holds(len(row.text) > 2, f"标题有一行只有“{row.text}”，词意不完整", row)
        whole = row.text.count("《") == row.text.count("》")
        yield from holds(whole, f"标题在书名号中间回行：“{brief(row.text)}”", row)
    rising = [after > before for before, after in pairwise(widths)]
    shown = "、".join(f"{width:.0f}毫米" for width in widths)
    shaped = rising == sorted(rising, reverse=True)
    yield from holds(shaped, f"标题各行应排成梯形或菱形，实测行宽{shown}", rows[0], shown, "梯形或菱形")
    full = any(abs(a - b) < 0.5 and b > 150 for a, b in pairwise(widths))
    yield from holds(not full, "标题相邻两行都排满，应排成梯形或菱形", rows[0], shown, "梯形或菱形")
    text = "|".join(row.text for row in rows)
    for word in WHOLE_WORDS:
        cut = any(f"{word[:n]}|{word[n:]}" in text for n in range(1, len(word)))
        yield from holds(not cut, f"标题回行拆开了词语“{word}”", rows[0])


#: Words of titles that every office writes; a title row never ends inside one.
WHOLE_WORDS = (
    *("人民", "政府", "国家", "数字", "经济", "创新", "发展", "试验区", "工作", "方案", "任务", "分解表"),
    *("福建", "通知", "印发", "转发", "关于", "计划", "行动", "建设", "重点", "实施", "办公厅", "三年"),
    *("委员会", "意见", "通报", "报告", "请示", "决定", "办法", "规定", "规划"),
)


@rule("R25", CONV, "标题行距", "惯例（33～35磅）")
def title_pitch(paper: Paper) -> Faults:
    given(len(paper.title) > 1)
    for before, after in pairwise(paper.title):
        yield from between("标题行距", (after.base - before.base) / MM, 30, 36, after, "磅")


@rule("R26", MUST, "主送机关", "GB/T 9704 7.3.2")
def recipients(paper: Paper) -> Faults:
    rows = paper.recipients
    given(paper.titled)
    gap = rows[0].top - paper.title[-1].bottom
    yield from between("主送机关与标题的间距（空一行）", gap, 10.0, 15.7, rows[0])
    for row in rows:
        yield from near("主送机关的缩进（顶格）", row.x0 - paper.left, 0, 0.5, row)
    ended = rows[-1].text.endswith("：")
    yield from holds(ended, "主送机关最后应标全角冒号“：”", rows[-1], rows[-1].text[-1], "：")


@rule("R27", MUST, "首页显示正文", "GB/T 9704 7.3.3", *RED_HEADS)
def text_on_first_page(paper: Paper) -> Faults:
    shown = [row for row in paper.body if row.page == 1]
    yield from holds(shown, "公文首页必须显示正文", paper.first)


@rule("R28", MUST, "正文段落", "GB/T 9704 7.3.3")
def paragraphs(paper: Paper) -> Faults:
    """Measured from the paper's own left edge and by its own distance of rows: R2 and R4 judge those."""
    given(paper.body and not paper.small_type)
    first, left, pitch = paper.body[0], paper.left, paper.pitch
    if paper.recipients_or_none and first.page == 1:
        step = first.base - paper.recipients[-1].base
        yield from near("正文首行与主送机关的行距（下一行）", step, pitch, 0.1, first)
    for rows in paper.paragraphs():
        if rows[0] in paper.recipients_or_none:
            continue
        what = f"段首“{brief(rows[0].text, 8)}”的缩进（左空二字）"
        indent = rows[0].x0 - left
        yield from between(what, indent, 11.14 - 2.8 - 0.6, 11.14 + 0.6, rows[0])
        for above, row in pairwise(rows):
            words = brief(row.text, 8)
            yield from near(f"“{words}”的缩进（回行顶格）", row.x0 - left, 0, 0.6, row)
            ended = above.text[-1] in "。：" and above.x1 < paper.right - 4 * ZI
            flush = row.x0 < left + 0.6 and above.page == row.page
            yield from holds(not (ended and flush), f"“{words}”另起一段，段首没有左空二字", row)
    for before, after in pairwise(paper.body):
        if before.page == after.page and not paper.apart(before, after):
            step = after.base - before.base
            yield from near(f"“{brief(after.text, 8)}”与上一行的行距", step, pitch, 0.1, after)


LEVELS = (r"[一二三四五六七八九十]+、", r"（[一二三四五六七八九十]+）", r"\d+[.．](?!\d)", r"（\d+）")
_SHAPES = (*LEVELS[:2], r"\d+(、|[.．](?!\d))", LEVELS[3])  # 1、 is met in place of 1.
NAMES = ("一、", "（一）", "1.", "（1）")


def _headings(paper: Paper) -> list[tuple[int, Row]]:
    firsts = [rows[0] for rows in paper.paragraphs() if rows[0].x0 > paper.left + 2]
    return [
        (level, row) for row in firsts for level, shape in enumerate(_SHAPES, 1) if re.match(shape, row.text)
    ]


@rule("R29", NORM, "结构层次序数", "GB/T 9704 7.3.3")
def numbering(paper: Paper) -> Faults:
    headings = _headings(paper)
    given(headings)
    for _, row in headings:
        comma = re.match(r"\d+、", row.text)
        yield from holds(not comma, f"“{brief(row.text, 6)}”的序数应写作“1.”，不用顿号", row, "1、", "1.")
    level, row = headings[0]
    begun = level in (1, 3)
    yield from holds(
        begun, f"第一个层次序数应为“一、”，实为“{brief(row.text, 6)}”", row, NAMES[level - 1], "一、"
    )
    for (before, _), (after, row) in pairwise(headings):
        skipped = f"“{NAMES[before - 1]}”之下直接用了“{NAMES[after - 1]}”，层次应依次为一、（一）1.（1）"
        yield from holds(after <= before + 1, skipped, row)


@rule("R30", NORM, "层次字体", "GB/T 9704 7.3.3")
def heading_faces(paper: Paper) -> Faults:
    headings = _headings(paper)
    given(headings and not paper.small_type)
    for level, row in headings:
        wanted = {1: "黑体", 2: "楷体"}.get(level, "仿宋")
        used = face_name(row.chars[0].font)
        what = f"第{'一二三四'[level - 1]}层“{brief(row.text, 8)}”应为{wanted}，实为{used}"
        yield from holds(is_set_in(row.chars[0], wanted), what, row, used, wanted)
        yield from size(f"“{brief(row.text, 8)}”", row, 15.7, 16.05)


@rule("R31", CONV, "标题不加粗", "惯例")
def no_bold(paper: Paper) -> Faults:
    """Bold is a face that calls itself so, or type that is outlined as well as filled."""
    title = paper.title if paper.titled else []
    rows = [*title, *(row for _, row in _headings(paper))]
    given(rows)
    for row in rows:
        named = re.search("(Fang|仿宋|Kai|楷|Hei|黑体).*Bold", row.chars[0].font)
        bold = named or row.chars[0].stroked
        yield from holds(not bold, f"“{brief(row.text, 8)}”加粗，国标没有要求", row)


@rule("R32", CONV, "标题不落页底", "惯例")
def headings_kept(paper: Paper) -> Faults:
    for before, after in pairwise(paper.body):
        if before.page != after.page and not paper.something_below(before):
            alone = (
                re.match("|".join(LEVELS[:2]), before.text)
                and after.x0 > paper.left + 2
                and "。" not in before.text
            )
            yield from holds(not alone, f"标题“{brief(before.text, 8)}”落在页底，下面没有正文", before)


@rule("R33", MUST, "附件说明", "GB/T 9704 7.3.4")
def list_of_attachments(paper: Paper) -> Faults:
    if paper.attachments and not paper.listed_or_none and paper.format in RED_HEADS and not paper.contents:
        missing = "正文之后没有附件说明（“附件：”和附件名称）"
        yield from holds(False, missing, paper.attachments[0][1], "无", "附件：×××")
    row = paper.listed[0]
    yield from near("附件说明左边缘距页边（左空二字）", row.x0, 39.14, 0.6, row)
    yield from size("附件说明", row, 15.7, 16.05)
    given(paper.body)
    above = paper.body[-1]
    if above.page == row.page and not paper.apart(above, row):
        yield from between("附件说明与正文的间距（空一行）", row.top - above.bottom, 10.0, 15.7, row)


@rule("R34", MUST, "附件说明写法", "GB/T 9704 7.3.4")
def attachment_names(paper: Paper) -> Faults:
    rows = paper.listed
    numbered = [row for row in rows if re.match(r"(附件：)?\d+[.．]", row.text)]
    names_at = []
    for row in rows:
        prefix = re.match(r"(附件：)?(\d+[.．])?", row.text)
        skip = prefix.end() if prefix else 0
        names_at.append(row.chars[min(skip, len(row.chars) - 1)].x0)
    yield from at_most("附件名称各行左边缘之差（应对齐）", max(names_at) - min(names_at), 0.5, rows[0])
    several = len(paper.attachments) > 1
    if paper.attachments:
        wrong = "附件不止一个，应用阿拉伯数字编号" if several else "只有一个附件，不编号"
        yield from holds(bool(numbered) == several, wrong, rows[0])
    for name in listed_names(paper):
        yield from holds(
            name[-1:] not in "。；，、;,.", f"附件名称“{brief(name)}”后不加标点", rows[0], name[-1:]
        )


def listed_names(paper: Paper) -> list[str]:
    """Names of the attachments as 附件说明 gives them."""
    names: list[str] = []
    for row in paper.listed:
        text = row.text.removeprefix("附件：")
        number = re.match(r"\d+[.．]", text)
        if number or not names:
            names.append(text[len(number[0]) if number else 0 :])
        else:
            names[-1] += text
    return names


def _sealed(name: Row, date: Row) -> bool:
    return abs(date.x1 - 161.71) <= 1.5 and (abs(name.middle - date.middle) <= 1 or name.x1 > 183)


def _unsealed(name: Row, date: Row) -> bool:
    return abs(max(name.x1, date.x1) - 172.86) <= 0.7 and abs(date.x0 - name.x0 - 11.14) <= 0.7


@rule("R35", NORM, "加盖印章的落款", "GB/T 9704 7.3.5.1")
def sealed_closing(paper: Paper) -> Faults:
    """A signature that is neither form breaks both this rule and the next."""
    name, date = paper.signature
    given(paper.format != "命令" and (_sealed(name, date) or not _unsealed(name, date)))
    yield from near("成文日期右边缘距页左边（右空四字）", date.x1, 161.71, 1.5, date)
    if name.x1 - name.x0 < date.x1 - date.x0 + 8 * ZI - 1:
        yield from near("署名中心距页左边（以成文日期为准居中）", name.middle, date.middle, 1, name)
    yield from at_most("署名右边缘距页左边", name.x1, 184.5, name)


@rule("R36", MUST, "不加盖印章的落款", "GB/T 9704 7.3.5.2")
def unsealed_closing(paper: Paper) -> Faults:
    name, date = paper.signature
    given(paper.format != "命令" and not _sealed(name, date))
    right = max(name.x1, date.x1)
    yield from near("署名或成文日期右边缘距页左边（右空二字）", right, 172.86, 0.7, name)
    yield from near("成文日期首字比署名首字右移（二字）", date.x0 - name.x0, 11.14, 0.7, date)
    place = paper.main.index(name)
    given(place)
    above = paper.main[place - 1]
    if above.page == name.page and not paper.apart(above, name):
        yield from between("署名与正文的间距（空一行）", name.top - above.bottom, 10.0, 15.7, name)


@rule("R38", MUST, "加盖签发人签名章的落款", "GB/T 9704 7.3.5.3", "命令")
def signed_by_hand(paper: Paper) -> Faults:
    date = paper.signature[1]
    yield from near("成文日期右边缘距页左边（右空四字）", date.x1, 161.71, 1.5, date)


@rule("R40", MUST, "成文日期写法", "GB/T 9704 7.3.5.4")
def date_form(paper: Paper) -> Faults:
    date = paper.signature[1]
    wanted = "成文日期用阿拉伯数字标全年、月、日，月、日不编虚位"
    yield from holds(
        DATE.fullmatch(date.text), f"{wanted}，实为“{date.text}”", date, date.text, "2026年1月5日"
    )


@rule("R41", CONV, "落款页有正文", "GB/T 9704 7.3.5.5")
def text_above_the_date(paper: Paper) -> Faults:
    name, date = paper.signature
    for row in paper.main:
        yield from holds("此页无正文" not in row.text, "不应标注“此页无正文”，可调整行距、字距", row)
    above = [row for row in paper.main if row.page == date.page and row.base < name.base - 1]
    others = paper.sheets[date.page - 1]
    alone = not above and not others.tables and not others.pictures
    yield from holds(not alone, "落款单独在一页，上面没有正文，可调整行距、字距", date)


@rule("R42", MUST, "附注", "GB/T 9704 7.3.6")
def note(paper: Paper) -> Faults:
    date = paper.signature[1]
    rest = paper.main[paper.main.index(date) + 1 :]
    given(rest and paper.format not in ("纪要", "报告"))
    given(rest[0].page == date.page or rest[0].text.startswith("（"))  # else the text that is issued follows
    rest = [row for row in rest if row.page == rest[0].page]
    text = "".join(row.text for row in rest)
    yield from holds(re.fullmatch("（.+）", text), f"附注“{brief(text)}”应加全角圆括号（）", rest[0])
    yield from between("附注左边缘距页边（左空二字）", rest[0].x0, 39.14 - 2.8 - 0.6, 39.74, rest[0])
    if rest[0].page == date.page:
        yield from near("附注与成文日期的行距（下一行）", rest[0].base - date.base, paper.pitch, 0.1, rest[0])
