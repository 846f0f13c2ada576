"""OFD: the text layer of pages laid out in millimetres, read as a PDF's is."""

from __future__ import annotations

import pytest

from tests.reading.formats.grids import rows_of
from tests.reading.formats.ofd_files import OfdPaper, ofd, text
from tests.reading.formats.word_files import package
from workbench.errors import CannotReadError, UnsupportedFormatError
from workbench.reading import read_bytes
from workbench.reading.formats import open_source


def test_lines_become_paragraphs_with_their_place() -> None:
    paper = OfdPaper()
    paper.line("云岭市数字化改革工作要点")
    paper.line("一、建设数据平台。推进公共数据归集治理，建成全市统一的", 2)
    paper.line("数据平台。（责任单位：市数据局）")
    source = open_source("文件.ofd", paper.data())

    assert source.text.splitlines() == [
        "云岭市数字化改革工作要点",
        "一、建设数据平台。推进公共数据归集治理，建成全市统一的数据平台。（责任单位：市数据局）",
    ]
    assert (source.encoding, source.places[0].label, source.places[0].page) == ("OFD", "第1页", 1)
    assert source.places[0].box and source.places[0].box[0] == pytest.approx(80, abs=1)


def test_a_ruled_table_goes_on_over_the_page() -> None:
    paper = OfdPaper()
    widths = [50.0, 200.0, 150.0]
    paper.table([["序号", "重点任务", "责任单位"], ["1", "建设平台", "市数据局"]], widths)
    paper.page()
    paper.table([["序号", "重点任务", "责任单位"], ["2", "培育企业", "市工信局"]], widths)
    source = open_source("文件.ofd", paper.data())

    assert rows_of(source) == [
        ["序号", "重点任务", "责任单位"],
        ["1", "建设平台", "市数据局"],
        ["2", "培育企业", "市工信局"],
    ]


def test_steps_may_be_written_short_or_not_at_all() -> None:
    plain = (
        '<ofd:TextObject ID="2" Boundary="28 30 80 8" Size="5.644"><ofd:TextCode X="0" Y="5.6">推进改革任务'
        "</ofd:TextCode></ofd:TextObject>"
    )
    repeated = plain.replace('Y="5.6"', 'Y="5.6" DeltaX="g 5 5.644"')

    assert open_source("a", ofd([plain])).text == open_source("a", ofd([repeated])).text == "推进改革任务\n"


def test_leaning_words_are_kept_apart() -> None:
    mark = text("内部资料", 200, 400, more=' CTM="0.7 -0.7 0.7 0.7 0 0"')
    source = open_source("a", ofd([text("推进改革。", 80, 100) + mark]))

    assert source.text.splitlines() == ["推进改革。", "内部资料"]
    assert [source.text[start:end] for start, end in source.furniture] == ["内部资料"]


def test_what_a_template_draws_stands_on_each_page() -> None:
    page = text("一、推进数字化改革，建设全省统一平台。", 80, 130)
    source = open_source("a", ofd([page], template=text("云岭市人民政府文件", 80, 60)))

    assert source.text.splitlines() == ["云岭市人民政府文件", "一、推进数字化改革，建设全省统一平台。"]


def test_pictures_alone_are_refused_with_the_way_forward() -> None:
    picture = '<ofd:ImageObject ID="5" Boundary="0 0 210 297" ResourceID="6"/>'
    with pytest.raises(UnsupportedFormatError) as refusal:
        open_source("a", ofd([picture]))
    assert "OFD" in refusal.value.what and "扫描件" in refusal.value.what


@pytest.mark.parametrize("entry", ["<a/>", "<OFD><DocRoot>../../etc/passwd</DocRoot></OFD>"])
def test_a_package_without_its_document_is_refused(entry: str) -> None:
    with pytest.raises(CannotReadError) as refusal:
        open_source("a", package({"OFD.xml": entry}))
    assert "损坏" in refusal.value.what


def test_steps_that_repeat_without_end_are_cut_off() -> None:
    bomb = text("推进", 80, 100).replace('DeltaX="', 'DeltaX="g 99999 1 g 99999 1 ')
    assert "推" in open_source("a", ofd([bomb])).text


def test_tasks_are_read_from_it() -> None:
    paper = OfdPaper()
    paper.line("（一）推进改革。完善制度。（责任单位：市数据局）", 2)
    (task,) = read_bytes("文件.ofd", paper.data()).tasks

    assert (task.title, [unit.name for unit in task.units]) == ("推进改革", ["市数据局"])
    assert task.places[0].page == 1
