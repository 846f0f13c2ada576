"""`python -m tests.walkthrough FOLDER [--scale 1|2]`: tell the story, keep its pictures, print what
came of it.

Without DISPLAY it starts a screen of its own (Xvfb on a free number, with openbox). Exit code 1 where the
story came to grief.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

WIDTH, HEIGHT = 1440, 900


def main() -> int:
    given = argparse.ArgumentParser(prog="python -m tests.walkthrough", description=__doc__)
    given.add_argument("folder", type=Path)
    given.add_argument("--scale", type=int, choices=(1, 2), default=1)
    options = given.parse_args()
    folder = options.folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    for old in (*folder.glob("*.png"), *folder.glob("*.pwb*"), *folder.glob("*.pdf")):
        old.unlink()
    os.environ["QT_SCALE_FACTOR"] = str(options.scale)
    os.environ["QT_QPA_PLATFORM"] = "xcb"
    with screen(options.scale), tempfile.TemporaryDirectory() as configuration:
        os.environ["XDG_CONFIG_HOME"] = configuration
        return tell(folder)


@contextmanager
def screen(scale: int) -> Iterator[None]:
    """The screen that is there, or one of our own for as long as it is needed."""
    if os.environ.get("DISPLAY"):
        yield
        return
    size = f"{WIDTH * scale}x{HEIGHT * scale}x24"
    mine, told = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(told), "-screen", "0", size, "-nolisten", "tcp"],
        pass_fds=(told,),
        stderr=subprocess.DEVNULL,
    )
    os.close(told)
    with os.fdopen(mine) as answer:
        os.environ["DISPLAY"] = f":{answer.readline().strip()}"
    frames = subprocess.Popen(["openbox"], stderr=subprocess.DEVNULL)
    time.sleep(1)  # a window shown before its frame would jump
    try:
        yield
    finally:
        for one in (frames, server):
            one.terminate()
            one.wait()


def tell(folder: Path) -> int:
    """Run the window and the story in it; the exit code."""
    from tests.walkthrough.hand import Hand
    from tests.walkthrough.story import Walkthrough
    from workbench import app
    from workbench.ui.settings import Settings
    from workbench.ui.window import MainWindow

    application = app.make_application()
    settings = Settings()
    work = app.make_work(settings=settings)
    window, hand = MainWindow(work, settings), Hand(folder)
    story = Walkthrough(window, hand, folder)
    sys.excepthook = lambda kind, error, trace: hand.stop(error)
    window.show()
    hand.tell(story.tell(), application.quit)
    application.exec()
    window.close()
    work.close()
    for number, chapter in enumerate(story.told, 1):
        pictures = f"{chapter.first_picture:02d}–{chapter.last_picture:02d}" if chapter.last_picture else "…"
        print(f"{number:>2}  {chapter.title:<14}\t{pictures}\t{chapter.steps} 步")
    if hand.failed is not None:
        traceback.print_exception(hand.failed)
        return 1
    print("撤销到起点、全部重做后，数据库内容与当时逐行相等。")
    return 0


if __name__ == "__main__":
    sys.exit(main())
