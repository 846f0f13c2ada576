"""One presenter for each kind of trouble.

`MessageBar` shows what the world refused (`WorkbenchError`) and short news; `ProblemList` lists what is odd
in the user's data, each line a way to its place; `BugDialog` apologises for ours, with a report to copy.
`install_hook` makes sure that nothing raised in a slot is lost.
"""

from __future__ import annotations

import logging
import platform
import sys
import traceback
from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import Qt, QTimer, QUrl, Signal, qVersion
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from workbench import __version__
from workbench.errors import WorkbenchError
from workbench.problems import Problem
from workbench.terms import Severity
from workbench.ui import theme, wording
from workbench.ui.controls import named, tool_button
from workbench.ui.icons import icon

NEWS_STAYS_MS = 8000
SEVERITY_ICONS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "info"}
_log = logging.getLogger("workbench")


class Tone(StrEnum):
    """How a line of the message bar is meant; also its icon and the style sheet's `tone`."""

    INFO = "info"
    SUCCESS = "success"
    WARNING = "warning"
    ERROR = "error"


class MessageBar(QFrame):
    """One line above the views: an icon, a sentence, at most one action, and a way to close it.

    News leaves by itself; a refusal stays until it is closed or something newer is said.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("messageBar")
        self._sign = QLabel()
        self._text = QLabel(wordWrap=True, textInteractionFlags=Qt.TextInteractionFlag.TextSelectableByMouse)
        self._button = QPushButton(flat=True)
        self._then: Callable[[], object] = self.hide
        self._button.clicked.connect(self._act)
        close = tool_button("关闭提示", "close", self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 4, 6, 4)
        row.addWidget(self._sign)
        row.addWidget(self._text, 1)
        row.addWidget(self._button)
        row.addWidget(close)
        self._timer = QTimer(self, singleShot=True, interval=NEWS_STAYS_MS)
        self._timer.timeout.connect(self.hide)
        self.hide()

    @property
    def text(self) -> str:
        return self._text.text()

    def say(self, text: str, tone: Tone = Tone.INFO) -> None:
        self._show(text, tone, stays=tone in (Tone.WARNING, Tone.ERROR))

    def offer(self, text: str, button: str, then: Callable[[], object], tone: Tone = Tone.SUCCESS) -> None:
        """Say something and offer one next step, such as taking it back."""
        self._show(text, tone, stays=False)
        self._button.setText(button)
        self._button.show()
        self._then = then

    def retract(self) -> None:
        """Take news back that something newer has overtaken; what was refused stays."""
        if self._timer.isActive():
            self._timer.stop()
            self.hide()

    def present(self, error: WorkbenchError) -> None:
        """What the world refused, with the way forward."""
        _log.info("refused: %s", error)
        self._show(f"{error.what}{error.way_forward}", Tone.ERROR, stays=True)

    def _show(self, text: str, tone: Tone, *, stays: bool) -> None:
        self._text.setText(text)
        self.setAccessibleName(text)
        self._sign.setPixmap(icon(tone.value).pixmap(18, 18))
        self.setProperty("tone", tone.value)
        self.style().unpolish(self)
        self.style().polish(self)
        self._button.hide()
        self._timer.stop()
        if not stays:
            self._timer.start()
        self.show()

    def _act(self) -> None:
        self.hide()
        self._then()


class ProblemList(QListWidget):
    """Problems of the user's data, worst first. `wanted(Problem)` asks to see one in its place."""

    wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("问题清单")
        self.setWordWrap(True)
        self.setAlternatingRowColors(True)
        self.currentItemChanged.connect(self._announce)
        self.itemActivated.connect(self._announce)

    def show_problems(self, problems: Iterable[Problem], settled: Sequence[Problem] = ()) -> None:
        """List them; those in `settled` are shown struck through, as dealt with."""
        self.blockSignals(True)
        self.clear()
        order = list(Severity)
        for problem in sorted(problems, key=lambda one: -order.index(one.severity)):
            self._add(problem, problem in settled)
        self.blockSignals(False)

    def current_problem(self) -> Problem | None:
        item = self.currentItem()
        return item.data(Qt.ItemDataRole.UserRole) if item else None

    def _add(self, problem: Problem, settled: bool) -> None:
        advice = f"\n建议：{problem.proposal}" if problem.proposal else ""
        item = QListWidgetItem(f"【{wording.SEVERITIES[problem.severity]}】{problem.what}{advice}")
        item.setIcon(icon("success" if settled else SEVERITY_ICONS[problem.severity]))
        item.setData(Qt.ItemDataRole.UserRole, problem)
        if settled:
            font = item.font()
            font.setStrikeOut(True)
            item.setFont(font)
            item.setForeground(theme.color("faint_text"))
        self.addItem(item)

    def _announce(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.wanted.emit(item.data(Qt.ItemDataRole.UserRole))


class BugDialog(QDialog):
    """We are wrong: an apology, what is safe, and a report to hand on."""

    def __init__(self, report: str, log_file: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("程序出现问题")
        self.report = report
        self._log_file = log_file
        apology = QLabel(
            "<b>很抱歉，程序出现了一个内部问题，刚才的操作可能没有完成。</b><br>"
            "已经保存的工作不受影响，您可以继续使用；若反复出现，请重新打开程序。<br>"
            "请把下面的报告复制给维护人员；报告只用于查找原因，不会自动发送。",
            wordWrap=True,
        )
        text = named(QPlainTextEdit(report, readOnly=True, tabChangesFocus=True), "问题报告")
        text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        buttons = QDialogButtonBox()
        copy = buttons.addButton("复制报告", QDialogButtonBox.ButtonRole.ActionRole)
        folder = buttons.addButton("打开日志位置", QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton("继续使用", QDialogButtonBox.ButtonRole.RejectRole)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.report))
        folder.clicked.connect(self._open_folder)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        for widget in (apology, text, QLabel(f"日志文件：{log_file}", wordWrap=True), buttons):
            column.addWidget(widget)
        self.resize(680, 420)

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._log_file.parent)))


def bug_report(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> str:
    """What a maintainer needs: versions and where it happened. The frames' values are not in it."""
    where = "".join(traceback.format_exception(kind, error, trace))
    system = (
        f"{platform.system()} {platform.release()} · Python {platform.python_version()} · Qt {qVersion()}"
    )
    return f"规划工作台 {__version__}\n{system}\n\n{where}"


class Hook:
    """Presents whatever reaches the top: WorkbenchErrors in the bar, anything else in the bug dialog, once at
    a time, always in the log."""

    def __init__(self, bar: MessageBar, log_file: Path) -> None:
        self._bar = bar
        self.log_file = log_file
        self._dialog: BugDialog | None = None

    def __call__(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None = None
    ) -> None:
        if isinstance(error, WorkbenchError):
            self._bar.present(error)
        elif issubclass(kind, KeyboardInterrupt):
            QGuiApplication.quit()
        else:
            self._apologise(bug_report(kind, error, trace))

    def present(self, error: BaseException) -> None:
        """For an exception that was caught on its way, such as one from the child process."""
        self(type(error), error, error.__traceback__)

    def _apologise(self, report: str) -> None:
        _log.error("bug\n%s", report)
        if self._dialog is None or not self._dialog.isVisible():
            self._dialog = BugDialog(report, self.log_file, self._bar.window())
            self._dialog.open()


def install_hook(hook: Hook) -> None:
    """Every exception that nobody caught goes to the hook, and the log file starts to be written."""
    handler = logging.FileHandler(hook.log_file, encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    _log.setLevel(logging.INFO)
    _log.addHandler(handler)
    sys.excepthook = hook
