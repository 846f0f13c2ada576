"""The manual and the about box, offline."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QTextBrowser, QVBoxLayout, QWidget

from workbench import __version__
from workbench.resources import resource_path
from workbench.ui.controls import named
from workbench.ui.icons import icon


def show_help(parent: QWidget) -> QDialog:
    """Open the manual beside the window; work goes on meanwhile."""
    text = named(QTextBrowser(), "使用说明")
    text.setHtml(resource_path("help", "manual.html").read_text(encoding="utf-8"))
    text.document().setDocumentMargin(16)
    dialog = _dialog(parent, "使用说明", text)
    dialog.resize(720, 640)
    dialog.show()
    return dialog


def show_about(parent: QWidget) -> QDialog:
    sign = QLabel(alignment=Qt.AlignmentFlag.AlignHCenter)
    sign.setPixmap(icon("workbench").pixmap(64, 64))
    words = QLabel(
        f"<h3>规划工作台 {__version__}</h3><p>把工作方案读成任务、成果和指标，在表格和甘特图上调整，"
        "并按 GB/T 9704—2012 排印公文。</p><p>完全离线运行，数据只保存在您选定的计划文件中。</p>",
        wordWrap=True,
    )
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.addWidget(sign)
    column.addWidget(words, 1)
    dialog = _dialog(parent, "关于规划工作台", holder)
    dialog.resize(420, 320)
    dialog.open()
    return dialog


def _dialog(parent: QWidget, title: str, content: QWidget) -> QDialog:
    dialog = QDialog(parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowTitle(title)
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    buttons.button(QDialogButtonBox.StandardButton.Close).setText("关闭")
    buttons.rejected.connect(dialog.reject)
    column = QVBoxLayout(dialog)
    column.addWidget(content, 1)
    column.addWidget(buttons)
    return dialog
