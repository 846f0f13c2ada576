"""Texts whose lines a page broke: joined where the paragraph goes on, left alone where it does not."""

from __future__ import annotations

from workbench.reading import read_bytes
from workbench.reading.repair import repair

PAGE = """一、扩大应用领域
（一）推动企业领域应用。加快推进企业开办、经营、投融资等高
频服务事项应用，减少企业跑动次数，提高办事的效率和体验，做
到让企业满意。（市场监管总局、国家发展改革委、人民银行等部
— 3 —
门按职责分工负责）
（二）推动个人领域应用。推动出生医学证明、户口簿、身份证等
证照的应用，实现减证便民，努力让群众办事少跑腿、不跑腿，推
进政务服务更加公平可及。
二、保障措施
各地区要加强统筹协调，细化工作举措，健全工作机制，推动各项
任务落地见效，确保工作取得实实在在的成效，重大事项及时报告
国务院。
"""


def paragraphs(source: str) -> list[str]:
    return repair(source)[0].clean.split("\n")


def test_a_paragraph_over_lines_and_pages_is_one() -> None:
    first = paragraphs(PAGE)[1]

    assert first.startswith("（一）推动企业领域应用。加快推进企业开办、经营、投融资等高频服务")
    assert first.endswith("（市场监管总局、国家发展改革委、人民银行等部门按职责分工负责）")


def test_headings_and_numbered_points_stay_on_their_own() -> None:
    assert [line[:4] for line in paragraphs(PAGE) if line] == [
        "一、扩大",
        "（一）推",
        "（二）推",
        "二、保障",
        "各地区要",
    ]


def test_a_text_whose_lines_are_paragraphs_is_left_alone() -> None:
    source = "\n".join(
        f"（{number}）推进第{number}项工作，完善制度，加强保障。" for number in "一二三四五六七八九十"
    )

    assert repair(source)[0].clean == source


def test_an_assignment_bracket_broken_over_lines_is_closed() -> None:
    assert paragraphs("建设平台。（责任单位：省数据局、\n省财政厅）") == [
        "建设平台。（责任单位：省数据局、省财政厅）"
    ]


def test_a_bracket_that_opens_at_the_very_end_of_a_line_goes_on() -> None:
    point = "（一）推进改革。建设全省统一的数据平台，形成贯通的工作体系并抓好落实。"
    source = f"{point}（\n责任单位：省数据局、财政厅）"
    (task,) = read_bytes("a.txt", source.encode()).tasks

    assert [unit.name for unit in task.units] == ["省数据局", "省财政厅"]


def test_a_bracket_broken_behind_its_label_may_hold_brackets() -> None:
    first = "（一）推进改革。（责任单位：\n省数据局，各市、县〔市、区〕政府）"
    source = f"{first}\n（二）优化服务。（责任单位：省财政厅）"
    tasks = read_bytes("a.txt", source.encode()).tasks

    assert [[unit.name for unit in task.units] for task in tasks] == [
        ["省数据局", "各市、县〔市、区〕政府"],
        ["省财政厅"],
    ]


def test_lines_of_a_menu_that_happen_to_be_as_long_are_no_paragraph() -> None:
    lines = [
        "网站首页政务公开政务服务互动交流数据发布",
        "当前位置首页政务公开政策文件其他文件正文",
        "云岭市国民经济和社会发展第十五个五年规划",
        "第一章开启现代化建设新征程",
        "分享到微信微博朋友圈打印本页关闭窗口收藏",
        "第二章主要目标",
        "一图读懂云岭市第十五个五年规划纲要全文",
        "第三章重点任务",
        "政策解读云岭市第十五个五年规划纲要解读",
        "第四章保障措施",
    ]

    text, _ = repair("\n".join(lines))

    assert [text.quote(line) for line in text.lines] == lines
