"""Pages in two columns, as gazettes print them: the left column is read before the right one."""

from __future__ import annotations

from tests.reading.formats.grids import furniture_of
from tests.reading.formats.pdf_files import Paper
from workbench.reading import read_bytes
from workbench.reading.formats import open_source

SIZE, PITCH = 11.0, 18.0
LEFT, RIGHT = 60.0, 310.0
#: How many characters a column is wide.
FULL = 20


def column(paper: Paper, x: float, top: float, paragraphs: list[str]) -> float:
    """Write paragraphs into a column, and say where it ended."""
    y = top
    for words in paragraphs:
        lines = [words[: FULL - 2]] + [words[at : at + FULL] for at in range(FULL - 2, len(words), FULL)]
        for at, line in enumerate(lines):
            paper.write(line, x + (2 * SIZE if at == 0 else 0), y, SIZE)
            y -= PITCH
    return y


POINTS = [
    "（一）建设数据平台。统筹全市公共数据资源，建成统一的归集、治理和共享平台，年底前接入部门系统不少于六十个。（责任单位：市数据局）",
    "（二）培育数据企业。支持龙头企业开放应用场景，引进培育数据服务企业，打造具有影响力的产业集群和示范园区。（责任单位：市工信局）",
    "（三）完善制度规则。出台公共数据授权运营管理办法，建立健全数据产权、流通交易和收益分配的配套规定。（责任单位：市司法局）",
    "（四）加强安全保障。落实数据分类分级保护制度，开展风险评估和应急演练，守住不发生重大安全事件的底线。（责任单位：市委网信办）",
]


def gazette() -> bytes:
    paper = Paper()
    paper.write("云岭市人民政府公报", 220, 800, 12)
    paper.write("云岭市数字化改革2027年工作要点", 150, 760, 20)
    column(paper, LEFT, 720, POINTS[:2])
    column(paper, RIGHT, 720, POINTS[2:])
    paper.write("— 12 —", 280, 40, 10)
    return paper.data()


def test_the_left_column_is_read_before_the_right_one() -> None:
    source = open_source("公报.pdf", gazette())

    lines = source.text.splitlines()
    assert [line for line in lines if line.startswith("（")] == POINTS
    assert furniture_of(source) == ["—12—"]


def test_a_paragraph_goes_on_in_the_next_column() -> None:
    paper = Paper()
    whole = "".join(POINTS) * 2
    paper_lines = [whole[: FULL - 2]] + [whole[at : at + FULL] for at in range(FULL - 2, len(whole), FULL)]
    half = len(paper_lines) // 2
    for at, line in enumerate(paper_lines):
        x, below = (LEFT, at) if at < half else (RIGHT, at - half)
        paper.write(line, x + (2 * SIZE if at == 0 else 0), 720 - PITCH * below, SIZE)
    text = open_source("公报.pdf", paper.data()).text

    assert paper_lines[half - 1] + paper_lines[half] in text


def test_tasks_of_a_gazette_have_their_own_units() -> None:
    draft = read_bytes("公报.pdf", gazette())

    assert [(task.title, [unit.name for unit in task.units]) for task in draft.tasks] == [
        ("建设数据平台", ["市数据局"]),
        ("培育数据企业", ["市工信局"]),
        ("完善制度规则", ["市司法局"]),
        ("加强安全保障", ["市委网信办"]),
    ]


def test_a_table_without_rules_is_no_page_of_columns() -> None:
    paper = Paper()
    rows = [("重点任务", "责任单位"), *(("推进改革事项", f"市数据局{at}处") for at in range(12))]
    paper.columns(rows, (80, 340))
    source = open_source("清单.pdf", paper.data())

    assert len(source.grids) == 1


def test_a_table_of_several_columns_without_rules_is_no_page_of_two() -> None:
    paper = Paper()
    rows = [("序号", "工作任务", "牵头部门", "时限")]
    rows += [(f"{at}", "推进改革落地见效事项", f"市数据局{at}处", "2025年") for at in range(1, 12)]
    paper.columns(rows, (80, 130, 330, 450))

    assert len(open_source("清单.pdf", paper.data()).grids) == 1
