"""报告: every official paper of the plan, set in the child process and shown from its own PDF."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QMenu, QProgressBar, QVBoxLayout, QWidget

from workbench.errors import WorkbenchError
from workbench.queries.papers.kinds import Need
from workbench.rows.papers import Items, PaperFacts, Paragraph, WallFacts
from workbench.ui.background import Job
from workbench.ui.controls import action, menu_button, push_button, quiet
from workbench.ui.settings import Settings
from workbench.ui.views.page import Page, Place
from workbench.ui.views.pages import PaperView
from workbench.ui.views.paper_elements import filled_in
from workbench.ui.views.paper_jobs import Proof, set_proof, unfinished, write_paper
from workbench.ui.views.paper_settings import PaperSettings
from workbench.ui.work import Work

if TYPE_CHECKING:
    from workbench.press.paper import Paper
    from workbench.queries.papers.template import Template
    from workbench.ui.dialogs.templates import TemplatesDialog

#: Characters of text: a paper longer than these is told, since papers that go up are limited to them.
_LONG, _TOO_LONG = 4000, 5000
_ENDING_MS = 300  # a child process told to end has ended
_ENDINGS = {".pdf": "PDF 文件 (*.pdf)", ".docx": "Word 文件 (*.docx)", ".xlsx": "Excel 工作簿 (*.xlsx)"}


class ReportsPage(Page):
    """Choose a paper and what it is about, fill in its elements, look at its pages, save it.

    It is set anew when a setting or the plan changes.
    """

    title = "报告"

    def __init__(self, work: Work) -> None:
        super().__init__(work)
        self.paper: Paper | None = None
        self.settings = PaperSettings(Settings())
        self.view = PaperView()
        self._facts: PaperFacts | WallFacts | None = None
        self._job: Job | None = None
        self._busy = QProgressBar(maximum=0, textVisible=False)
        self._busy.setFixedWidth(90)
        self._busy.hide()
        self._told = quiet()
        self._warnings = quiet()
        self._warnings.setContentsMargins(14, 0, 14, 8)
        self._save = push_button("保存为 PDF…", lambda: self.choose_file(".pdf"), main=True)
        self._others = menu_button("其他格式", self._fill_others)
        self._each = push_button("每个单位一份…", self._choose_folder)
        self._templates = push_button("公文模板…", self.open_templates)
        self._document = push_button("修改文件信息…", self._edit_document, "edit")
        self.bar.addWidget(self._told)
        self.bar.addWidget(self._busy)
        self.bar.addStretch(1)
        for button in (self._templates, self._document, self._each, self._others, self._save):
            self.bar.addWidget(button)
        self._lay_out()
        self.settings.changed.connect(self.set_paper)

    def _lay_out(self) -> None:
        pages = QVBoxLayout()
        pages.setSpacing(0)
        pages.addWidget(self._warnings)
        pages.addWidget(self.view, 1)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.settings)
        row.addLayout(pages, 1)
        holder = QWidget()
        holder.setLayout(row)
        row.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(holder, 1)

    @property
    def busy(self) -> bool:
        """Also while a paper is being set."""
        return super().busy or self.settings.waiting or (self._job is not None and self._job.running)

    def refresh(self) -> None:
        import datetime as dt

        from workbench.queries.documents import list_documents
        from workbench.queries.periods import list_periods
        from workbench.queries.supervision import list_items
        from workbench.queries.units import list_units

        today, ask = dt.date.today(), self.work.ask
        self.settings.offer(
            ask(list_documents), ask(list_units), ask(list_periods, today), ask(list_items, today)
        )
        self.set_paper()

    def go(self, place: Place) -> None:
        if place.look:
            self.settings.show_kind(place.look)
        if place.document is not None:
            documents = self.settings.documents
            documents.setCurrentIndex(max(0, documents.findData(place.document)))
        if place.unit:
            self.settings.units.setCurrentText(place.unit)
        if place.row is not None:
            self.settings.items.setCurrentIndex(max(0, self.settings.items.findData(place.row)))

    def let_go(self) -> None:
        super().let_go()
        self.view.show_pdf(None)

    def set_paper(self) -> None:
        """Ask for the facts and have them set."""
        if self._job is not None:
            self._job.forget()
        if not self.work.is_open:
            return
        kind = self.settings.kind
        self._each.setVisible(Need.UNIT in kind.needs)
        self._document.setEnabled(self.work.writable and self.settings.choice().document is not None)
        if self.settings.lacks:
            self._show(None, self.settings.lacks)
            return
        self._facts = self._ask()
        if self._facts is None:
            return
        self._busy.show()
        wish = (self._facts, self.settings.fonts, self.settings.size_of_sheet)
        self._job = self.work.background.run(set_proof, [wish])
        self._job.finished.connect(lambda answers: self._take(answers[0]))
        self._job.broken.connect(self._fail)

    def _ask(self) -> PaperFacts | WallFacts | None:
        """The facts of the paper; None where they cannot be had, which is then told."""
        from workbench.queries.papers.kinds import facts_of

        try:
            facts = self.work.ask(facts_of, self.settings.kind, self.settings.choice())
        except WorkbenchError as error:
            self._show(None, str(error))
            return None
        if isinstance(facts, WallFacts):
            self.settings.tell(None)
            return facts
        self.settings.tell(facts)
        return filled_in(facts, self.settings.texts())

    def _take(self, answer: Proof | WorkbenchError) -> None:
        self._busy.hide()
        if isinstance(answer, WorkbenchError):
            self._show(None, str(answer))
        else:
            self._show(answer)

    def _fail(self, error: BaseException) -> None:
        self._busy.hide()
        raise error

    def _show(self, proof: Proof | None, instead: str = "") -> None:
        self.paper = proof.paper if proof else None
        for button in (self._save, self._others, self._each):
            button.setEnabled(proof is not None)
        self.view.show_pdf(self.paper.pdf if self.paper else None)
        self._told.setText(f"共 {self.paper.pages} 页{_length(self._facts)}" if self.paper else "")
        self._told.setToolTip("\n".join(f"{role}：{face}" for role, face in proof.faces) if proof else "")
        warnings = (*self.paper.warnings, *self.paper.notes) if self.paper else (instead,)
        self._warnings.setText("\n".join(f"· {warning}" for warning in warnings))
        self._warnings.setVisible(any(warnings))

    # -- saving --------------------------------------------------------------------------------------------

    def _fill_others(self, menu: QMenu) -> None:
        menu.clear()
        for ending, words in ((".docx", "保存为 Word…"), (".xlsx", "表格保存为 Excel…")):
            entry = action(self, words, partial(self.choose_file, ending))
            tables = isinstance(self._facts, PaperFacts) and bool(self._facts.tables)
            entry.setEnabled(isinstance(self._facts, PaperFacts) and (ending == ".docx" or tables))
            menu.addAction(entry)

    def choose_file(self, ending: str) -> None:
        from workbench.ui.dialogs.files import choose_where_to_save

        if self._facts is None:
            return
        name = f"{self._facts.title}{ending}".replace("/", "／")
        to = choose_where_to_save(self, "保存报告", Path(name), _ENDINGS[ending])
        if to is not None:
            self.save(to if to.suffix.lower() == ending else to.with_name(to.name + ending))

    def save(self, to: Path) -> None:
        """Write the paper on screen to a file: as PDF, or as Word or Excel by the ending of its name."""
        if self.paper is None or self._facts is None:
            return
        from workbench.ui.dialogs.files import write_file

        if to.suffix.lower() != ".pdf":
            self._write([(self._facts, to, self.settings.fonts, self.settings.size_of_sheet)])
            return
        try:
            write_file(to, self.paper.pdf)
        except WorkbenchError as error:
            self.work.troubled.emit(error)
        else:
            self.said.emit(f"已保存 {to}，共 {self.paper.pages} 页。")

    def _choose_folder(self) -> None:
        from workbench.ui.dialogs.files import choose_folder

        folder = choose_folder(self, "每个单位一份", Settings().folder_for("papers"))
        if folder is not None:
            self.save_each(folder)

    def save_each(self, folder: Path) -> None:
        """The same paper for each unit, one file each, in the child process; 取消 stops between two files."""
        from workbench.queries.papers.kinds import unit_papers

        try:
            found = self.work.ask_patiently(
                "正在汇总各单位的任务…", unit_papers, self.settings.kind, self.settings.choice()
            )
        except WorkbenchError as error:
            self.work.troubled.emit(error)
            return
        texts, calls = self.settings.texts(), []
        for number, (unit, facts) in enumerate(found, 1):
            name = unit.name.replace("/", "／")
            ready = filled_in(facts, texts) if isinstance(facts, PaperFacts) else facts
            to = folder / f"{number:03d} {name}.pdf"
            calls.append((ready, to, self.settings.fonts, self.settings.size_of_sheet))
        self._write(calls)

    def _write(self, calls: Sequence[tuple[PaperFacts | WallFacts, Path, str, str]]) -> None:
        from workbench.ui.dialogs.waiting import Waiting

        if not calls:
            return
        job = self.work.background.run(write_paper, calls)
        job.finished.connect(self._tell_written)
        job.broken.connect(self._fail)
        if len(calls) > 1:
            words = f"正在生成 {len(calls)} 份公文…"
            waiting = Waiting(job, "每个单位一份", words, len(calls), self)
            job.progress.connect(lambda done, _: waiting.setValue(done))
            files = [to for _, to, *_ in calls]
            job.cancelled.connect(lambda: QTimer.singleShot(_ENDING_MS, self, lambda: self._tidy(files)))

    def _tell_written(self, answers: Sequence[Path | WorkbenchError]) -> None:
        written = [answer for answer in answers if isinstance(answer, Path)]
        for error in [answer for answer in answers if isinstance(answer, WorkbenchError)][:1]:
            self.work.troubled.emit(error)
        if len(written) == 1:
            self.said.emit(f"已保存 {written[0]}。")
        elif written:
            self.said.emit(f"已在 {written[0].parent} 中生成 {len(written)} 份公文。")

    def _tidy(self, files: Sequence[Path]) -> None:
        """After 取消: take away what was being written, and say what stands."""
        for to in files:
            unfinished(to).unlink(missing_ok=True)
        written = sum(to.exists() for to in files)
        self.said.emit(f"已取消，{files[0].parent} 中已有 {written} 份公文，其余没有生成。")

    def open_templates(self) -> None:
        """The wording of papers; what is changed is set anew at once."""
        dialog = self.make_templates_dialog()
        dialog.exec()
        dialog.deleteLater()
        self.settings.read_kinds_anew()

    def make_templates_dialog(self) -> TemplatesDialog:
        from workbench.ui.dialogs.templates import TemplatesDialog

        dialog = TemplatesDialog(self._tried, self)
        dialog.choose(self.settings.kind.name)
        return dialog

    def _tried(self, template: Template) -> str:
        """What is wrong with a template for what is chosen now; "" also where it is about something else."""
        from workbench.queries.papers.answering import paper_facts

        own = self.settings.kind.template
        if own is None or own.source != template.source or self.settings.lacks or not self.work.is_open:
            return ""
        try:
            self.work.ask(paper_facts, template, self.settings.choice())
        except WorkbenchError as error:
            return str(error)
        return ""

    def _edit_document(self) -> None:
        from workbench.queries.documents import document
        from workbench.ui.views.documents import edit_facts

        chosen = self.settings.choice().document
        if chosen is not None:
            edit_facts(self.work, self.work.ask(document, chosen), self)


def _length(facts: PaperFacts | WallFacts | None) -> str:
    """How long the text is, without attachments, and whether that is long for a paper that goes up."""
    if not isinstance(facts, PaperFacts):
        return ""
    texts = [block.text for block in facts.blocks if isinstance(block, Paragraph)]
    texts += [text for block in facts.blocks if isinstance(block, Items) for text in block.texts]
    count = sum(len("".join(text.split())) for text in texts)
    limit = next((limit for limit in (_TOO_LONG, _LONG) if count > limit), 0)
    return f"，正文约 {count} 字" + (f"（超过 {limit} 字）" if limit else "")
