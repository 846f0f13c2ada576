"""How long large documents take to read, from the bytes of the file to the draft: decoding, grammar, account.

On two cores of the reference machine the plan allows 1.5 s for a text of 140,000 characters, 10 s for a PDF
of 40 pages with tables, and 3 s for a workbook of 5,000 rows.

Time them with: pytest tests/benchmarks/test_reading_speed.py --benchmark-enable
"""

from __future__ import annotations

import io
import itertools
from pathlib import Path

from openpyxl import Workbook
from pytest_benchmark.fixture import BenchmarkFixture

from tests.reading.formats.pdf_files import Paper
from workbench.reading import read_bytes
from workbench.reading.draft import Draft

DATA = Path(__file__).resolve().parent.parent / "data" / "reading"
CHARACTERS = 140_000
TITLE = "云岭省数字化改革重点任务清单"
HEAD = ["序号", "重点任务", "工作内容", "牵头单位", "配合单位", "完成时限"]
OFFICES = ["教育厅", "科技厅", "财政厅", "民政厅", "司法厅", "水利厅", "商务厅", "审计厅", "体育局", "统计局"]
#: The columns a printed page has room for.
IN_PRINT = (0, 1, 3, 5)
TIMES = ["2026年6月底前", "2026年底前", "2027年第三季度", "持续推进", "2026年11月15日前"]


def task(number: int) -> list[str]:
    """A row of a task list; hardly any cell says what another says."""
    first, second, third = (OFFICES[(number * step + at) % 10] for at, step in enumerate((1, 3, 7)))
    return [
        str(number),
        f"推进第{number}批改革试点",
        f"围绕{number}个场景建设应用，完善工作机制，年内形成经验{number % 37}条。",
        f"省{first}",
        f"省{second}、{third}，第{number}师、各设区市人民政府",
        TIMES[number % len(TIMES)],
    ]


def long_text() -> bytes:
    """The documents of the tests one behind the other, over and over, up to the length that is measured.

    Each time its longer lines are worded a little differently: what a text prints twice is read once.
    """
    documents = [path.read_text(encoding="utf-8") for path in sorted(DATA.rglob("*.txt"))]
    text = ""
    for time in itertools.count(1):
        for document in documents:
            text += "\n".join(worded(line, time) for line in document.splitlines()) + "\n"
            if len(text) > CHARACTERS:
                return text[:CHARACTERS].encode()
    raise AssertionError("no documents")


def worded(line: str, time: int) -> str:
    """A line as it is said the first, second … time."""
    return line if len(line) < 20 or time == 1 else line.replace("。", f"（第{time}批）。", 1)


def flattened(rows: int) -> bytes:
    """A list as a web page leaves it that lost its table: one cell a line."""
    return "\n".join([TITLE, *HEAD, *(cell for at in range(rows) for cell in task(at + 1))]).encode()


def pdf(pages: int) -> bytes:
    """Pages of prose, each second one with a ruled table that goes on over them."""
    paper = Paper()
    numbers = itertools.count(1)
    paper.paragraph(TITLE)
    for page in range(pages):
        if page % 2:
            rows = [[row[at] for at in IN_PRINT] for row in (task(next(numbers)) for _ in range(20))]
            paper.table([[HEAD[at] for at in IN_PRINT], *rows], [40, 170, 80, 140])
        else:
            for _ in range(6):
                number, title, content, lead, support, time = task(next(numbers))
                paper.paragraph(
                    f"{number}.{title}。{content}（牵头单位：{lead}；配合单位：{support}；{time}完成）"
                )
        paper.foot(f"— {page + 1} —")
        paper.page()
    return paper.data()


def xlsx(rows: int) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("清单")
    sheet.append(HEAD)
    for at in range(rows):
        sheet.append(task(at + 1))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def read(benchmark: BenchmarkFixture, name: str, data: bytes) -> Draft:
    """Time the whole reading; word lists and OpenCC are loaded before."""
    read_bytes("warm.txt", flattened(3))

    draft: Draft = benchmark.pedantic(lambda: read_bytes(name, data), rounds=3)

    assert draft.accounting["unaccounted"] == 0
    return draft


def test_a_long_text(benchmark: BenchmarkFixture) -> None:
    assert len(read(benchmark, "long.txt", long_text()).tasks) > 200


def test_a_flattened_list_of_3000_rows(benchmark: BenchmarkFixture) -> None:
    assert len(read(benchmark, "list.txt", flattened(3000)).tasks) == 3000


def test_a_pdf_of_40_pages_with_tables(benchmark: BenchmarkFixture) -> None:
    assert len(read(benchmark, "a.pdf", pdf(40)).tasks) == 20 * 20 + 20 * 6


def test_a_workbook_of_5000_rows(benchmark: BenchmarkFixture) -> None:
    assert len(read(benchmark, "a.xlsx", xlsx(5000)).tasks) == 5000
