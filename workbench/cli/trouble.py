"""A bug: an apology and a log file, no traceback in the planner's face."""

from __future__ import annotations

import datetime as dt
import traceback
from collections.abc import Sequence
from pathlib import Path

from workbench import __version__
from workbench.cli.output import complain
from workbench.cli.places import log_folder


def report_bug(error: Exception, words: Sequence[str]) -> None:
    """Write what is needed to mend it into a log file, and say where that is."""
    complain("抱歉，程序出错了，这是我们的问题。已保存的内容不受影响。")
    try:
        path = _write_log(error, words)
    except OSError as trouble:
        complain(f"错误记录没能写入文件（{trouble}）。请加上 --debug 再运行一次，查看详情。")
    else:
        complain(f"错误记录：{path}，请把它发给维护人员。")


def _write_log(error: Exception, words: Sequence[str]) -> Path:
    folder = log_folder()
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"error-{dt.datetime.now():%Y%m%d-%H%M%S}.log"
    lines = [f"workbench {__version__}", f"arguments: {list(words)}", *traceback.format_exception(error)]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path
