"""Rendering a view: the real one, at the resolution asked for."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from workbench import app
from workbench.errors import CannotWriteError, UsageError


@pytest.mark.parametrize("view", ["tasks", "gantt", "responsibilities", "overview", "window"])
def test_a_view_is_painted_at_its_scale(qapp: QApplication, plan: Path, tmp_path: Path, view: str) -> None:
    to = tmp_path / f"{view}.png"
    app.render_plan(plan, view, (900, 500), 2, to)
    picture = QImage(str(to))
    assert (picture.width(), picture.height()) == (1800, 1000)
    colours = {picture.pixel(x, y) for x in range(0, 1800, 7) for y in range(0, 1000, 7)}
    assert len(colours) > 20


def test_a_view_that_is_not_there_is_told(qapp: QApplication, plan: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="没有名为“日历”的视图"):
        app.render_plan(plan, "日历", (900, 500), 1, tmp_path / "a.png")


def test_a_picture_that_cannot_be_written_is_told(qapp: QApplication, plan: Path, tmp_path: Path) -> None:
    with pytest.raises(CannotWriteError, match=r"无法写入图片“a\.png”"):
        app.render_plan(plan, "overview", (900, 500), 1, tmp_path / "no" / "a.png")
