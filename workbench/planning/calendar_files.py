"""Calendar files: `cn-2025.txt` of each year go in, one WorkingCalendar comes out.

A line is a day or a stretch of days, 休 or 班, and a name: `2025-10-01至2025-10-08 休 国庆节`.
The files come with the program in `resources/calendars` (说明.txt there tells the office how to mend them);
a file of the same name in the office's own folder takes the place of ours for that year. `year_of` reads one
year to be edited, `write_year` keeps the office's own, `drop_year` goes back to ours.
"""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from workbench.errors import CannotReadError, CannotWriteError
from workbench.planning.calendar import WorkingCalendar
from workbench.resources import office_path, resource_path

_FILE = re.compile(r"cn-(\d{4})\.txt")
_LINE = re.compile(r"(\d{4}-\d\d-\d\d)(?:\s*至\s*(\d{4}-\d\d-\d\d))?\s+([休班])(?:\s+(\S.*))?")
_FORM = "请按“2025-10-01至2025-10-08 休 国庆节”的写法改正。"


@dataclass(frozen=True, slots=True)
class Stretch:
    """One line: the days from `first` to `last` are worked or not, and are called `name`."""

    first: dt.date
    last: dt.date
    works: bool
    name: str


def load_calendar(folders: Sequence[Path] = ()) -> WorkingCalendar:
    """The working calendar of China, with an office's own folders over ours, the last one first.

    Raises CannotReadError where a file is not written as it should be.
    """
    files: dict[int, Path] = {}
    for folder in (resource_path("calendars"), *folders):
        files.update(
            (int(found[1]), path) for path in folder.glob("*") if (found := _FILE.fullmatch(path.name))
        )
    departures: dict[int, bool] = {}
    names: dict[int, str] = {}
    for year, path in sorted(files.items()):
        for day, stretch in _days(path, year):
            if departures.setdefault(day, stretch.works) != stretch.works:
                date = dt.date.fromordinal(day).isoformat()
                raise CannotReadError(
                    f"日历文件“{path.name}”里{date}既写了“休”又写了“班”。", "请删去其中一处。"
                )
            names[day] = stretch.name
    return WorkingCalendar(departures, names=names, years=files)


def load_office_calendar() -> WorkingCalendar:
    """As `load_calendar`, with the years the office keeps in its own folder `calendars`."""
    return load_calendar((office_path("calendars"),))


def calendar_stamp() -> tuple[tuple[str, int, int], ...]:
    """What tells whether `load_office_calendar` would read other files than before: names, times, sizes."""
    folders = (resource_path("calendars"), office_path("calendars"))
    files = [one for folder in folders if folder.is_dir() for one in os.scandir(folder)]
    return tuple(sorted((one.path, one.stat().st_mtime_ns, one.stat().st_size) for one in files))


def year_of(year: int) -> tuple[tuple[Stretch, ...], bool]:
    """The stretches of a year as they hold now, and whether they are the office's own; none where neither
    the office nor we have the year. Raises CannotReadError as `load_calendar` does."""
    own = _office_file(year)
    if own.is_file():
        return tuple(_stretches(own)), True
    ours = resource_path("calendars") / own.name
    return (tuple(_stretches(ours)) if ours.is_file() else ()), False


def write_year(year: int, stretches: Sequence[Stretch]) -> None:
    """Keep a year in the office's own folder, in place of what stood there.

    Raises CannotWriteError, and loses nothing then; ValueError for days of another year.
    """
    if any(not one.first.year == one.last.year == year for one in stretches):
        raise ValueError(f"days outside of {year}")
    lines = [
        f"# {year}年放假调休安排，由本单位设置。",
        *map(_line, sorted(stretches, key=lambda one: one.first)),
    ]
    path = _office_file(year)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_suffix(".new")
        draft.write_text("\n".join(lines) + "\n", encoding="utf-8")
        draft.replace(path)
    except OSError as error:
        raise CannotWriteError(
            f"工作日历无法写入“{path.parent}”。", "请检查该文件夹是否可写、磁盘是否已满。"
        ) from error


def drop_year(year: int) -> None:
    """Let the year be as it comes with the program again. Raises CannotWriteError."""
    try:
        _office_file(year).unlink(missing_ok=True)
    except OSError as error:
        raise CannotWriteError("本单位的日历文件无法删除。", "请检查文件是否被其他程序打开。") from error


def _office_file(year: int) -> Path:
    return office_path("calendars") / f"cn-{year}.txt"


def _line(stretch: Stretch) -> str:
    last = f"至{stretch.last.isoformat()}" if stretch.last != stretch.first else ""
    return f"{stretch.first.isoformat()}{last} {'班' if stretch.works else '休'} {stretch.name}".rstrip()


def _days(path: Path, year: int) -> Iterator[tuple[int, Stretch]]:
    for stretch in _stretches(path):
        if not stretch.first.year == stretch.last.year == year:
            raise CannotReadError(
                f"日历文件“{path.name}”里有{year}年以外的日期：{stretch.first.isoformat()}。",
                "请把它移到相应年份的文件里，跨年的一段分成两行。",
            )
        for day in range(stretch.first.toordinal(), stretch.last.toordinal() + 1):
            yield day, stretch


def _stretches(path: Path) -> Iterator[Stretch]:
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise CannotReadError(
            f"日历文件“{path.name}”无法读取。", "请核对文件，并以 UTF-8 编码保存。"
        ) from error
    for number, line in enumerate(lines, start=1):
        words = line.partition("#")[0].strip()
        if words:
            yield _stretch(words, f"日历文件“{path.name}”第{number}行")


def _stretch(words: str, place: str) -> Stretch:
    found = _LINE.fullmatch(words)
    if not found:
        raise CannotReadError(f"{place}看不懂：“{words}”。", _FORM)
    try:
        first = dt.date.fromisoformat(found[1])
        last = dt.date.fromisoformat(found[2] or found[1])
    except ValueError as error:
        raise CannotReadError(f"{place}的日期不存在：“{words}”。", _FORM) from error
    if last < first:
        raise CannotReadError(f"{place}的起止日期颠倒了：“{words}”。", _FORM)
    return Stretch(first, last, found[3] == "班", found[4] or "")
