"""Printing the Gantt as it is shown: paper and pages are chosen, a PDF, SVG or PNG file comes out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QLineEdit,
    QSpinBox,
)

from workbench.drawing.sheet import TYPE_SIZE, Measure, SheetPage
from workbench.errors import CannotWriteError, WorkbenchError
from workbench.ui.gantt.painter import ScenePainter
from workbench.ui.work import Work

if TYPE_CHECKING:
    from workbench.press.gantt_chart import GanttChart
    from workbench.ui.gantt.view import GanttView

_FILTERS = "PDF 文件 (*.pdf);;SVG 图片 (*.svg);;PNG 图片 (*.png)"


class PrintDialog(QDialog):
    """Asks for paper, pages and title, then for the file."""

    def __init__(self, view: GanttView, work: Work) -> None:
        from workbench.press.gantt_chart import SIZES

        super().__init__(view)
        self._view, self._work = view, work
        self.setWindowTitle("打印甘特图")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.heading = QLineEdit(view.title, self)
        self.paper = QComboBox(self)
        self.paper.addItems(list(SIZES))
        self.paper.setCurrentText("A3")
        self.upright = QCheckBox("纵向", self)
        self.across = QSpinBox(self)
        self.across.setRange(1, 12)
        self.across.setSuffix(" 页")
        form = QFormLayout(self)
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

        timeline = self._view.timeline
        return GanttChart(
            title=self.heading.text(),
            today=timeline.model.today,
            paper=self.paper.currentText(),
            upright=self.upright.isChecked(),
            across=self.across.value(),
            dress=timeline.dress,
            rests=timeline.rests,
            front_line=timeline.front_line,
            status_day=timeline.frame().status_day,
        )

    def _save(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self, "保存甘特图", f"{self.heading.text()}.pdf", _FILTERS)
        if name and self.save_to(Path(name)):
            self.accept()

    def save_to(self, path: Path) -> bool:
        """Write the chart, in the form the file's name asks for; whether that could be done."""
        try:
            save_chart(self._view, self.chart(), path)
        except WorkbenchError as error:
            self._work.troubled.emit(error)
            return False
        return True


def save_chart(view: GanttView, chart: GanttChart, path: Path) -> None:
    """The rows shown as PDF, SVG or PNG. Raises RefusedError, CannotWriteError."""
    from workbench.press.gantt_chart import draw_gantt, print_gantt, slide_of

    kind = path.suffix.lower()
    try:
        if kind == ".png":
            if not picture_of(slide_of(view.index_rows, chart, _measure())).save(str(path)):
                raise OSError(path)
        elif kind == ".svg":
            path.write_text(draw_gantt(view.index_rows, chart), "utf-8")
        else:
            path.write_bytes(print_gantt(view.index_rows, chart, fonts="auto").pdf)
    except OSError as error:
        raise CannotWriteError(
            f"无法写入“{path.name}”。", "请检查文件夹是否可写、磁盘是否已满、文件是否正被打开。"
        ) from error


def _type() -> QFont:
    """The window's typeface at the base size of a sheet, whatever the resolution of the screen."""
    from workbench.ui import theme

    font = theme.interface_font(TYPE_SIZE)
    font.setPixelSize(round(TYPE_SIZE))
    return font


def _measure() -> Measure:
    return QFontMetricsF(_type()).horizontalAdvance


def picture_of(page: SheetPage, scale: float = 3.0) -> QImage:
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
