"""What a format tells of its file reaches the draft: where each fact stood, and what was hidden."""

from __future__ import annotations

import io
from typing import Any, cast

from openpyxl import Workbook

from workbench.reading import as_json, read_bytes
from workbench.reading.assembly import assemble
from workbench.reading.formats.source import Source

ROWS = (
    ("序号", "工作任务", "责任单位", "完成时限"),
    ("1", "建设数据平台", "市数据局、财政局", "2026年6月底前"),
    ("2", "开放公共数据", "市数据局", "持续推进"),
)


def workbook(hidden: int) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "任务清单"
    for row in ROWS:
        sheet.append(row)
    sheet.row_dimensions[hidden].hidden = True
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def test_each_fact_of_a_workbook_names_its_cells() -> None:
    draft = read_bytes("清单.xlsx", workbook(hidden=3))
    labels = [place.label for place in draft.tasks[0].places]
    assert "任务清单!B2" in labels
    assert not any(label.endswith("3") for label in labels)
    document = cast(list[dict[str, Any]], as_json([draft])["documents"])[0]
    assert {"label": "任务清单!B2"} in document["tasks"][0]["place"]


def test_a_hidden_row_is_told() -> None:
    draft = read_bytes("清单.xlsx", workbook(hidden=3))
    assert "hidden-rows" in [problem.code for problem in draft.problems]


def test_plain_text_has_no_places() -> None:
    draft = read_bytes("要点.txt", "一、重点任务\n1.建设数据平台。（责任单位：市数据局）".encode())
    assert draft.tasks[0].places == ()
    document = cast(list[dict[str, Any]], as_json([draft])["documents"])[0]
    assert document["tasks"][0]["place"] is None


def test_a_running_head_is_no_part_of_the_document() -> None:
    words = "某市工作要点\n一、重点任务\n某市工作要点\n1.建设数据平台。（责任单位：市数据局）"
    at = words.rindex("某市工作要点")
    draft = assemble("要点.pdf", b"", Source(words, furniture=((at, at + 6),)))
    assert draft.accounting["boilerplate"] >= 6
    assert draft.accounting["unaccounted"] == 0
    assert [task.title for task in draft.tasks] == ["建设数据平台"]
