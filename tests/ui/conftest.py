"""A dressed application, and a small plan with an invented document in a real workspace."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from workbench import app
from workbench.operations.documents import import_draft
from workbench.reading import read_bytes
from workbench.reading.draft import Draft
from workbench.storage.workspace import Workspace
from workbench.ui.settings import Settings
from workbench.ui.window import MainWindow
from workbench.ui.work import Work

DOCUMENT = """云溪市人民政府办公室关于印发2025年数字云溪工作要点的通知
云政办〔2025〕12号
各县（区）人民政府，市直有关单位：
《2025年数字云溪工作要点》已经市政府同意，现印发给你们，请认真贯彻执行。
云溪市人民政府办公室
2025年3月10日
2025年数字云溪工作要点
一、夯实数字底座
（一）扩容政务云平台。建成市级政务云二期，新增存储能力一倍。（牵头单位：市数据局；配合单位：市财政局；完成时限：2025年9月底前）
（二）完善视频专网。统一接入标准，补齐乡镇节点。（责任单位：市公安局、市通信管理办）
二、拓展惠民应用
（三）推广电子证照。高频证照全部可用可查。（牵头单位：市行政审批局；完成时限：2025年底前）
（四）开展数字技能培训。面向老年人常态化办班。（责任单位：市人社局；完成时限：持续推进）
"""


@pytest.fixture(scope="session")
def qapp() -> QApplication:
    """The application as `app` makes it: dressed, and speaking Chinese."""
    return app.make_application()


@pytest.fixture(scope="session")
def draft() -> Draft:
    """The invented document, read."""
    return read_bytes("要点.txt", DOCUMENT.encode())


@pytest.fixture(autouse=True)
def no_key_held() -> Iterator[None]:
    """A key clicked with Ctrl or Shift leaves it held, as far as Qt knows, and selects with it later."""
    yield
    if isinstance(QApplication.instance(), QApplication) and QApplication.keyboardModifiers():
        QTest.keyClick(QWidget(), Qt.Key.Key_Shift)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings of a planner who is not asked for the grounds of what he changes; test_grounds is."""
    settings = Settings(tmp_path)
    settings.save_text("grounds/asked", "no")
    return settings


@pytest.fixture
def plan(tmp_path: Path, draft: Draft) -> Path:
    """A plan file that holds the invented document."""
    path = tmp_path / "数字云溪.pwb"
    with Workspace.create(path, who="王敏") as workspace:
        workspace.change(import_draft, draft)
    return path


@pytest.fixture
def work(qapp: QApplication, plan: Path, settings: Settings) -> Iterator[Work]:
    work = app.make_work(plan, settings=settings)
    yield work
    work.background.stop()
    work.close()


@pytest.fixture
def window(qtbot: QtBot, work: Work, settings: Settings) -> MainWindow:
    window = MainWindow(work, settings)
    qtbot.addWidget(window)
    window.show()
    return window
