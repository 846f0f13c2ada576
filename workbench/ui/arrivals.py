"""What is told after documents were taken in, and how they are taken back: all that came together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from workbench.ui.messages import MessageBar
from workbench.ui.work import Work

if TYPE_CHECKING:
    from workbench.rows.documents import DocumentRow
    from workbench.terms import DocumentId


class Arrivals(QObject):
    """The documents of one import, each a step of its own; the message bar offers to take them all back.

    Any other change takes the offer off the message bar, so these are the latest steps while it stands.
    """

    def __init__(self, work: Work, messages: MessageBar, parent: QObject) -> None:
        super().__init__(parent)
        self._work, self._messages = work, messages
        self._arrived: list[DocumentRow] = []

    def note(self, document: DocumentId) -> None:
        """One more document is in the plan."""
        from workbench.queries.documents import document as ask_document

        self._arrived.append(self._work.ask(ask_document, document))
        count = len(self._arrived)
        button = "撤销导入" if count == 1 else f"撤销这 {count} 份的导入"
        self._messages.offer(self._told(), button, self.take_back)

    def take_back(self) -> None:
        """Undo the import of every document, the latest first."""
        arrived, self._arrived = self._arrived, []
        for _ in arrived:
            if self._work.undo() is None:
                return  # what stood in the way has been told
        if len(arrived) > 1:
            self._messages.say(f"已撤销 {len(arrived)} 份文件的导入，可按 Ctrl+Y 逐份恢复。")

    def _told(self) -> str:
        from workbench.queries.units import count_unknown_names

        rows = self._arrived
        of = f"《{rows[0].title}》" if len(rows) == 1 else f" {len(rows)} 份文件"
        counts = (
            f"{kind} {sum(counted)} 项"
            for kind, counted in (
                ("任务", (row.tasks for row in rows)),
                ("成果", (row.results for row in rows)),
                ("指标", (row.indicators for row in rows)),
            )
        )
        waiting = self._work.ask(count_unknown_names)
        names = f"待认单位 {waiting} 个，可在“单位”中确认。" if waiting else ""
        return f"已导入{of}：{'、'.join(counts)}。{names}"
