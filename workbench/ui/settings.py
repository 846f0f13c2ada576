"""What the program remembers between runs: window places, recent plans, who is working. An ini file
in the user's own configuration folder; nothing of a plan's content."""

from __future__ import annotations

import getpass
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings, QStandardPaths

RECENT_PLANS = 10


def config_folder() -> Path:
    """The user's folder for this program's settings and log; made when absent."""
    location = QStandardPaths.StandardLocation.AppConfigLocation
    folder = Path(QStandardPaths.writableLocation(location))
    folder.mkdir(parents=True, exist_ok=True)
    return folder


class Settings:
    """Typed access to the ini file. `folder` is the configuration folder unless a test gives its own."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or config_folder()
        self._store = QSettings(str(self.folder / "workbench.ini"), QSettings.Format.IniFormat)

    @property
    def log_file(self) -> Path:
        return self.folder / "workbench.log"

    @property
    def who(self) -> str:
        """The name written into the history; the login name until the planner gives another."""
        return str(self._store.value("who", "") or getpass.getuser())

    @who.setter
    def who(self, name: str) -> None:
        self._store.setValue("who", name)

    @property
    def recent_plans(self) -> list[Path]:
        """Plan files opened lately, newest first, those that still exist."""
        count = self._store.beginReadArray("recent")
        paths = []
        for number in range(count):
            self._store.setArrayIndex(number)
            paths.append(Path(str(self._store.value("path"))))
        self._store.endArray()
        return [path for path in paths if path.exists()]

    def remember_plan(self, path: Path) -> None:
        others = [known for known in self.recent_plans if known != path]
        self._write_recent([path, *others][:RECENT_PLANS])

    def forget_plans(self) -> None:
        self._write_recent([])

    def _write_recent(self, paths: list[Path]) -> None:
        self._store.remove("recent")
        self._store.beginWriteArray("recent", len(paths))
        for number, path in enumerate(paths):
            self._store.setArrayIndex(number)
            self._store.setValue("path", str(path))
        self._store.endArray()

    def state(self, name: str) -> QByteArray:
        """A window's or splitter's saved place, empty when never saved."""
        value = self._store.value(f"state/{name}")
        return value if isinstance(value, QByteArray) else QByteArray()

    def save_state(self, name: str, state: QByteArray) -> None:
        self._store.setValue(f"state/{name}", state)

    def text(self, name: str, default: str = "") -> str:
        return str(self._store.value(name, default))

    def save_text(self, name: str, value: str) -> None:
        self._store.setValue(name, value)

    def folder_for(self, purpose: str) -> str:
        """The folder last used for opening or saving, by purpose; the documents folder at first."""
        location = QStandardPaths.StandardLocation.DocumentsLocation
        return self.text(f"folder/{purpose}", QStandardPaths.writableLocation(location))

    def remember_folder(self, purpose: str, file: Path) -> None:
        self.save_text(f"folder/{purpose}", str(file.parent))

    def sync(self) -> None:
        self._store.sync()
