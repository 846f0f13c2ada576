"""Points of a document made into tasks: where a task begins and ends, and what is no task."""

from __future__ import annotations

from workbench.reading import read_bytes
from workbench.reading.draft import Draft


def read(document: str | None) -> Draft:
    return read_bytes("a.txt", (document or "").encode())


def told(draft: Draft) -> list[tuple[str, str, str]]:
    return [(task.no, task.title, " ".join(unit.name for unit in task.units)) for task in draft.tasks]


def test_numbered_fields_belong_to_the_task_above_them() -> None:
    """
    一、重点工程
    （一）数据平台工程
    1.建设内容：建设统一平台。
    2.责任单位：市数据局、财政局
    3.完成时限：2031年6月
    （二）网络工程
    1.责任单位：市工信局
    """
    draft = read(test_numbered_fields_belong_to_the_task_above_them.__doc__)

    assert told(draft) == [
        ("（一）", "数据平台工程", "市数据局 市财政局"),
        ("（二）", "网络工程", "市工信局"),
    ]
    assert str(draft.tasks[0].deadline.date) == "2031-06-30"
    assert draft.accounting["unaccounted"] == 0


def test_text_below_a_heading_that_assigns_is_the_tasks() -> None:
    """
    一、重点任务
    （一）完善制度（责任单位：市司法局）
    清理文件。
    开展评估。
    （二）加强宣传（责任单位：市融媒体中心）
    """
    first, second = read(test_text_below_a_heading_that_assigns_is_the_tasks.__doc__).tasks

    assert first.content == "完善制度\n清理文件。\n开展评估。"
    assert second.content == "加强宣传"


def test_a_plain_sentence_assigns_only_where_its_section_does() -> None:
    """
    一、重点任务
    （一）推进改革。建设平台。（责任单位：市数据局）
    （二）优化服务。上线系统。由市政务办牵头，市财政局配合，2031年底前完成。
    二、保障措施
    （一）加强领导。成立专班。由市发改委牵头，市财政局、市审计局配合。
    """
    assert told(read(test_a_plain_sentence_assigns_only_where_its_section_does.__doc__)) == [
        ("（一）", "推进改革", "市数据局"),
        ("（二）", "优化服务", "市政务办 市财政局"),
    ]


def test_a_document_that_assigns_in_sentences_is_read_by_them() -> None:
    """
    一、推进改革。建设平台。由市数据局牵头，市财政局配合。
    二、优化服务。上线系统。由市政务办牵头，年底前完成。
    """
    assert told(read(test_a_document_that_assigns_in_sentences_is_read_by_them.__doc__)) == [
        ("一、", "推进改革", "市数据局 市财政局"),
        ("二、", "优化服务", "市政务办"),
    ]


def test_paragraphs_counted_in_words_are_tasks_with_that_number() -> None:
    """
    （一）人工智能＋旅游
    一是加快模型研发。建设底座。（责任单位：省文旅厅）
    二是要做强产品。推出线路。（责任单位：省文旅厅、省商务厅）
    """
    assert told(read(test_paragraphs_counted_in_words_are_tasks_with_that_number.__doc__)) == [
        ("一是", "加快模型研发", "省文旅厅"),
        ("二是", "做强产品", "省文旅厅 省商务厅"),
    ]


def test_a_time_in_brackets_dates_a_task_and_makes_none() -> None:
    """
    1.建设平台。完成主体工程。（2031年6月底前完成）
    责任单位：市数据局
    2.优化服务。（长期推进）
    3.三年行动（2031—2033年）
    责任单位：市政务办
    """
    draft = read(test_a_time_in_brackets_dates_a_task_and_makes_none.__doc__)

    assert told(draft) == [("1", "建设平台", "市数据局"), ("3", "三年行动（2031—2033年）", "市政务办")]
    assert [str(task.deadline.date) for task in draft.tasks] == ["2031-06-30", "None"]


def test_a_firm_goes_by_the_name_the_document_gives_it_alone() -> None:
    """
    1.建设平台。（责任单位：省文旅厅、华星集团）
    2.优化服务。（责任单位：省委宣传部、福建广电集团、华星集团）
    """
    assert told(read(test_a_firm_goes_by_the_name_the_document_gives_it_alone.__doc__)) == [
        ("1", "建设平台", "省文旅厅 华星集团"),
        ("2", "优化服务", "省委宣传部 福建广电集团 华星集团"),
    ]


def test_brackets_on_lines_of_their_own_belong_to_one_task() -> None:
    """
    （一）推进改革。建设平台。
    （牵头责任单位：市数据局）
    （配合责任单位：市财政局）
    （二）优化服务。
    （市政务办牵头）
    """
    draft = read(test_brackets_on_lines_of_their_own_belong_to_one_task.__doc__)

    assert told(draft) == [
        ("（一）", "推进改革", "市数据局 市财政局"),
        ("（二）", "优化服务", "市政务办"),
    ]
    assert [unit.role.value for unit in draft.tasks[0].units] == ["lead", "support"]
