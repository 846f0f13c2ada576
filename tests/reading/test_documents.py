"""Whole documents in the layouts offices use, each with its answer beside it in tests/data/reading."""

from __future__ import annotations

import importlib.util
import json
import re
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tests.reading.answers import answer
from workbench.reading import as_json, read_bytes, read_file
from workbench.reading.draft import Draft
from workbench.reading.repair import repair
from workbench.terms import Severity, Span

DATA = Path(__file__).resolve().parent.parent / "data" / "reading"
DOCUMENTS = sorted(DATA.glob("*.txt"))
SEEDS = ("000", "001", "002", "003", "004")


@pytest.fixture(params=DOCUMENTS, ids=lambda path: path.stem)
def document(request: pytest.FixtureRequest) -> Path:
    return Path(request.param)


def test_facts_are_those_of_the_answer(document: Path) -> None:
    expected = json.loads(document.with_suffix(".json").read_text(encoding="utf-8"))

    assert json.loads(json.dumps(answer(read_file(document)))) == expected


def test_every_character_is_accounted_for(document: Path) -> None:
    draft = read_file(document)

    assert draft.accounting["unaccounted"] == 0
    assert sum(draft.accounting.values()) == len(draft.text)


def test_every_fact_stands_where_its_span_says(document: Path) -> None:
    assert_spans_hold(read_file(document))


def test_a_regulation_gives_no_task_and_says_why() -> None:
    (problem,) = read_file(DATA / "regulation.txt").problems

    assert problem.severity is Severity.INFO
    assert "条例" in problem.what or "法规" in problem.what


def test_an_assignment_without_a_task_is_told() -> None:
    draft = read_bytes("a.txt", "责任单位：省数据局\n一、推进改革。（责任单位：省工信厅）".encode())

    assert [task.title for task in draft.tasks] == ["推进改革"]
    assert [problem.code for problem in draft.problems] == ["orphan-assignment"]


def test_a_table_row_without_a_name_is_told() -> None:
    page = """<table><tr><td>序号</td><td>任务</td><td>责任单位</td></tr><tr><td>1</td><td>建设平台</td>
    <td>省数据局</td></tr><tr><td>2</td><td></td><td>省财政厅</td></tr></table>"""
    draft = read_bytes("a.html", f"<html><body>{page}</body></html>".encode())

    assert [task.title for task in draft.tasks] == ["建设平台"]
    assert [problem.code for problem in draft.problems] == ["untitled-row"]


def test_headings_become_sections() -> None:
    sections = read_file(DATA / "points_with_brackets.txt").sections

    assert [(section.title, section.level, section.parent) for section in sections] == [
        ("一、建设高效政务", 1, None),
        ("二、发展数字产业", 1, None),
        ("（四）培育龙头企业", 2, 1),
    ]


def test_content_is_the_point_without_its_assignments() -> None:
    first = read_file(DATA / "points_with_brackets.txt").tasks[0]

    assert (
        first.content
        == "打通办公网络。合并两张旧网，建设全省统一的办公平台。打通人大、政协与政府的公文通道。"
    )


def test_facts_in_the_other_script_keep_the_places_of_the_source() -> None:
    kept = read_file(DATA / "lists_flattened.txt")
    simplified = read_file(DATA / "lists_flattened.txt", script="hans")

    assert simplified.tasks[0].title == "建立数据登记制度"
    assert simplified.tasks[2].units[3].name == "云岭市人民政府"
    assert simplified.text == kept.text
    assert [task.span for task in simplified.tasks] == [task.span for task in kept.tasks]


def test_simplified_turns_into_traditional() -> None:
    assert read_file(DATA / "indicators_grouped.txt", script="hant").indicators[1].name == "軟件業務收入"


def test_json_has_the_stated_schema() -> None:
    printed = as_json([read_file(DATA / "lists_flattened.txt")])
    (document,) = printed["documents"]  # type: ignore[misc]  # the JSON is typed as object

    assert printed["schema"] == "workbench.reading/1"
    assert document["tasks"][0]["deadline"] == {
        "raw": "2024年6月底前",
        "kind": "by",
        "date": "2024-06-30",
        "precision": "month",
    }
    unit = document["tasks"][0]["units"][1]
    assert {key: unit[key] for key in ("name", "role", "raw", "group")} == {
        "name": "省發改委",
        "role": "responsible",
        "raw": "發改委",
        "group": False,
    }
    assert json.loads(json.dumps(printed)) == printed


# ---- the five documents of the project, where their full texts are at hand --------------------------------


@pytest.mark.parametrize("number", SEEDS)
def test_the_project_documents_are_read_without_a_miss(shared: Path, number: str) -> None:
    draft = _seed(shared, number)
    expected = json.loads((shared / "seeds" / "expected" / f"{number}.json").read_text(encoding="utf-8"))
    (read,) = as_json([draft])["documents"]  # type: ignore[misc]  # the JSON is typed as object
    tally = _tally(_scorer(shared), expected, read)

    assert tally.lines == []
    assert sum(tally.hit.values()) > 100
    assert draft.accounting["unaccounted"] == 0
    assert sum(draft.accounting.values()) == len(draft.text)
    assert_spans_hold(draft)


PRACTICE = {
    "02_gwy2019_3_zongbaoqu": (".txt", ".html", ".derived.docx"),
    "04_gbf2018_126_tuiguang_table": (".html", ".derived.docx", ".nested.derived.docx"),
    "10_gwy2011_42_huanbao125": (".txt",),
    "13_zj2025_10_ai_cuoshi": (".pdf",),
}


@pytest.mark.parametrize(
    ("name", "suffix"), [(name, suffix) for name, suffixes in PRACTICE.items() for suffix in suffixes]
)
def test_documents_of_other_offices_are_read_nearly_without_a_miss(
    shared: Path, name: str, suffix: str
) -> None:
    draft = read_file(shared / "practice" / f"{name}{suffix}")
    answer_file = shared / "practice" / "expected" / f"{name}.json"
    (read,) = as_json([draft])["documents"]  # type: ignore[misc]  # the JSON is typed as object
    tally = _tally(_scorer(shared), json.loads(answer_file.read_text(encoding="utf-8")), read)

    right, wrong = sum(tally.hit.values()), sum(tally.missed.values()) + sum(tally.extra.values())
    assert 2 * right / (2 * right + wrong) >= 0.98, tally.lines
    assert draft.accounting["unaccounted"] == 0


@pytest.mark.parametrize("number", ("001", "003"))
def test_project_indicators_have_their_attributes_years_and_categories(shared: Path, number: str) -> None:
    expected = json.loads((shared / "seeds" / "expected" / f"{number}.json").read_text(encoding="utf-8"))

    read = [
        (
            found.name,
            found.attribute,
            found.category,
            found.base.year if found.base else None,
            found.target.year,
        )
        for found in _seed(shared, number).indicators
        if found.target
    ]

    assert read == [
        (row["name"], row["attribute"], row["category"], row["base_year"], row["target_year"])
        for row in expected["indicators"]
    ]


@pytest.mark.parametrize(("number", "least"), [("000", 20), ("003", 25)])
def test_narrative_targets_of_the_project_documents(shared: Path, number: str, least: int) -> None:
    """One target of 000 (P级以上) states no number; the rest must be found with value, sign and unit."""
    expected = json.loads((shared / "seeds" / "expected" / f"{number}.json").read_text(encoding="utf-8"))
    read = [(found.value, found.operator, found.unit) for found in _seed(shared, number).commitments]

    wanted = [
        (float(row["value"]), row["op"], (row["unit"] or "").removesuffix("/年"))
        for row in expected["narrative_targets"]
        if row["value"] is not None
    ]

    assert sorted(read) == sorted(wanted)
    assert len(read) >= least


def test_damage_in_the_project_documents_is_flagged(shared: Path) -> None:
    censored = [problem.code for problem in _seed(shared, "000").problems]
    broken = {problem.proposal for problem in _seed(shared, "002").problems}
    codes = [problem.code for problem in _seed(shared, "004").problems]

    assert censored == ["censored-word"] * 5
    assert "社保卡“一卡通”" in broken
    assert codes.count("pinyin-damage") == 1
    assert codes.count("damaged-text") == 5


def test_documents_without_assignments_say_why(shared: Path) -> None:
    for number in ("001", "003"):
        assert [problem.code for problem in _seed(shared, number).problems] == ["no-assignments"]


def test_a_year_that_can_mean_two_things_is_pointed_out(shared: Path) -> None:
    problems = [problem for task in _seed(shared, "000").tasks for problem in task.problems]

    assert {problem.code for problem in problems} == {"ambiguous-deadline"}
    assert {problem.severity for problem in problems} == {Severity.INFO}


def assert_spans_hold(draft: Draft) -> None:
    """Every fact is found, by its span, in the source text."""
    for task in (*draft.tasks, *draft.results):
        assert _words(draft, task.spans["title"]) == _squeezed(task.title)
        assert _words(draft, task.spans["no"]) == task.no
        for unit in task.units:
            assert unit.span and _words(draft, unit.span) == unit.raw
            assert task.span.start <= unit.span.start <= unit.span.end <= task.span.end
        if "deadline" in task.spans:
            assert _words(draft, task.spans["deadline"]) == _squeezed(task.deadline.raw)
    for indicator in draft.indicators:
        assert indicator.name in _words(draft, indicator.spans["title"])
        for name, value in (("base", indicator.base), ("target", indicator.target)):
            assert value is None or _words(draft, indicator.spans[name]) == value.raw
    for commitment in draft.commitments:
        assert _words(draft, commitment.span) == _squeezed(commitment.text)


def _words(draft: Draft, span: Span) -> str:
    """The source at a span, without the pinyin and blanks that no fact keeps."""
    return _squeezed(repair(draft.text[span.start : span.end])[0].clean).rstrip("。")


def _squeezed(words: str) -> str:
    return re.sub(r"\s", "", words)


def _seed(shared: Path, number: str) -> Draft:
    (path,) = (shared / "seeds").glob(f"{number}*.txt")
    return read_file(path)


def _scorer(shared: Path) -> ModuleType:
    specification = importlib.util.spec_from_file_location("scorer", shared / "tools" / "score_reading.py")
    assert specification and specification.loader
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


def _tally(scorer: ModuleType, expected: dict[str, Any], read: dict[str, Any]) -> Any:
    tally = scorer.Tally()
    scorer.score_tasks(tally, "task", expected["tasks"] + expected.get("annex_tasks", []), read["tasks"])
    scorer.score_tasks(tally, "result", expected.get("results", []), read["results"])
    scorer.score_indicators(tally, expected["indicators"], read["indicators"])
    for key, ours in (("title", "title"), ("doc_no", "doc_no"), ("date", "issued_on")):
        if expected["meta"].get(key):
            tally.fact("meta", key, scorer.fold(expected["meta"][key]), scorer.fold(read["meta"][ours]))
    return tally
