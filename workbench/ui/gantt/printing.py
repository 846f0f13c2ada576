"""Printing the Gantt as it is shown: paper and pages are chosen, a PDF, SVG or PNG file comes out."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QBuffer, QCoreApplication, QPointF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QGuiApplication, QImage, QPainter
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QSpinBox,
)

from workbench.drawing.sheet import TYPE_SIZE, Measure, SheetPage
from workbench.drawing.time_axis import is_rest_day
from workbench.errors import RefusedError, WorkbenchError
from workbench.ui.background import raise_again
from workbench.ui.dialogs.files import choose_where_to_save, write_file
from workbench.ui.dialogs.waiting import Waiting
from workbench.ui.gantt.painter import ScenePainter
from workbench.ui.work import Work

if TYPE_CHECKING:
    from workbench.planning.row_index import RowIndex
    from workbench.press.gantt_chart import GanttChart
    from workbench.ui.gantt.view import GanttView

_FILTERS = "PDF 文件 (*.pdf);;SVG 图片 (*.svg);;PNG 图片 (*.png)"
_SCALE = 3.0  # pixels a point of a picture
_HIGHEST = 32_767  # pixels Qt can paint on


class PrintDialog(QDialog):
    """Asks for paper, pages and title, then for the file. `saved(Path)` when it is written."""

    saved = Signal(object)

    def __init__(self, view: GanttView, work: Work) -> None:
        from workbench.press.gantt_chart import SIZES

        super().__init__(view)
        self._view, self._work = view, work
        self.setWindowTitle("打印甘特图")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.heading = QLineEdit(view.title, self)
        self.heading.setMinimumWidth(320)
        self.heading.setCursorPosition(0)
        self.paper = QComboBox(self)
        self.paper.addItems(list(SIZES))
        self.paper.setCurrentText("A3")
        self.upright = QCheckBox("纵向", self)
        self.across = QSpinBox(self)
        self.across.setRange(1, 12)
        self.across.setSuffix(" 页")
        form = QFormLayout(self)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        form.addRow("标题(&T)：", self.heading)
        form.addRow("纸张(&P)：", self.paper)
        form.addRow("方向：", self.upright)
        form.addRow("时间横跨(&W)：", self.across)
        buttons = QDialogButtonBox(self)
        save = buttons.addButton("保存…", QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        save.clicked.connect(self._save)
        buttons.rejected.connect(self.reject)
        form.addRow(buttons)

    def chart(self) -> GanttChart:
        """What was chosen."""
        from workbench.press.gantt_chart import GanttChart

        timeline, calendar = self._view.timeline, self._view.calendar
        return GanttChart(
            title=self.heading.text(),
            today=timeline.model.today,
            paper=self.paper.currentText(),
            upright=self.upright.isChecked(),
            across=self.across.value(),
            dress=timeline.dress,
            rests=calendar.is_rest_day if calendar else is_rest_day,
            front_line=timeline.front_line,
            status_day=timeline.frame().status_day,
        )

    def _save(self) -> None:

        workspace = self._work.workspace
        folder = workspace.path.parent if workspace else Path()
        proposed = folder / f"{self.heading.text() or self._view.title}.pdf".replace("/", "／")
        if to := choose_where_to_save(self, "保存甘特图", proposed, _FILTERS):
            self.save_to(to)

    def save_to(self, path: Path) -> None:
        """Write the rows shown, in the form the file's name asks for. The dialog closes once it is `saved`,
        and stays open where that could not be done. The child process makes what is written.
        """
        made = MADE_BY.get(path.suffix.lower(), pdf_of)
        job = self._work.background.run(made, [(self._view.index_rows, self.chart())])
        Waiting(job, "打印甘特图", f"正在排版：{path.name}", 0, self)
        job.finished.connect(lambda answers: self._keep(path, lambda: _told(answers[0])))
        job.broken.connect(raise_again)

    def _keep(self, path: Path, made: Callable[[], bytes]) -> None:
        try:
            write_file(path, made())
        except WorkbenchError as error:
            self._work.troubled.emit(error)
        else:
            self.saved.emit(path)
            self.accept()


def pdf_of(rows: RowIndex, chart: GanttChart) -> bytes:
    """Runs in the child process: the rows on pages. Raises RefusedError."""
    from workbench.press.gantt_chart import print_gantt

    return print_gantt(rows, chart, fonts="auto").pdf


def svg_of(rows: RowIndex, chart: GanttChart) -> bytes:
    """Runs in the child process: the rows as one drawing. Raises RefusedError."""
    from workbench.press.gantt_chart import draw_gantt

    return draw_gantt(rows, chart).encode()


def png_of(rows: RowIndex, chart: GanttChart) -> bytes:
    """Runs in the child process: the rows as one picture, painted by Qt as on screen.

    Raises RefusedError where there is none, or too many for one.
    """
    from workbench.press.gantt_chart import slide_of

    _with_typefaces()
    page = slide_of(rows, chart, _measure())
    if page.height * _SCALE > _HIGHEST:
        raise RefusedError("任务太多，一张 PNG 图片放不下。", "请先折叠或筛选任务，或改存为 PDF、SVG。")
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    picture_of(page).save(buffer, "PNG")  # type: ignore[call-overload]  # bytes, says the stub; text, says Qt
    return bytes(buffer.data().data())


MADE_BY: Final = {".pdf": pdf_of, ".svg": svg_of, ".png": png_of}


@cache
def _with_typefaces() -> QCoreApplication:
    """Qt measures and paints letters only in an application; the child has none until then, and no window."""
    return QCoreApplication.instance() or QGuiApplication([])


def _told(answer: bytes | WorkbenchError) -> bytes:
    """What the child made; raises what it refused."""
    if isinstance(answer, WorkbenchError):
        raise answer
    return answer


def _type() -> QFont:
    """The window's typeface at the base size of a sheet, whatever the resolution of the screen."""
    from workbench.ui import theme

    font = theme.interface_font(TYPE_SIZE)
    font.setPixelSize(round(TYPE_SIZE))
    return font


def _measure() -> Measure:
    return QFontMetricsF(_type()).horizontalAdvance


def picture_of(page: SheetPage, scale: float = _SCALE) -> QImage:
    """A page as a picture, `scale` pixels a point."""
    picture = QImage(round(page.width * scale), round(page.height * scale), QImage.Format.Format_RGB32)
    picture.fill(QColor("#ffffff"))
    painter = QPainter(picture)
    painter.scale(scale, scale)
    scenes = ScenePainter(_type())
    scenes.paint(painter, page.scene, QPointF())
    painter.translate(page.clip.x, 0)
    painter.setClipRect(0, round(page.clip.y), round(page.clip.width), round(page.clip.height) + 1)
    scenes.paint(painter, page.chart, QPointF())
    painter.end()
    return picture
