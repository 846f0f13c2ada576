"""The command line: words in, one exit code out. `workbench --help` lists the commands.

Exit codes: 0 done, 1 done with problems, 2 wrong usage, 3 it could not be done (and why), 70 our own fault.
Every command imports what it needs when it runs, so that asking for help is quick.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from workbench.cli.output import complain, speak_utf8
from workbench.cli.parser import COMMANDS, build_parser
from workbench.errors import UsageError, WorkbenchError

DONE, WITH_PROBLEMS, WRONG_USAGE, COULD_NOT, OUR_FAULT = 0, 1, 2, 3, 70


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; without one, or with a plan file alone, open the window."""
    speak_utf8()
    words = list(sys.argv[1:] if argv is None else argv)
    debug = "--debug" in words
    try:
        return _run([word for word in words if word != "--debug"])
    except SystemExit as done:  # argparse has said what is wrong, or shown its help
        return done.code if isinstance(done.code, int) else WRONG_USAGE
    except WorkbenchError as error:
        complain(f"{error.what}{error.way_forward}")
        return WRONG_USAGE if isinstance(error, UsageError) else COULD_NOT
    except (
        BrokenPipeError
    ):  # the reader of our output has gone, as `| head` does; nor may the exit write to it
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt:
        complain("已中断。已保存的内容不受影响。")
        return COULD_NOT
    except Exception as error:  # the one place where a bug ends up
        if debug:
            raise
        from workbench.cli.trouble import report_bug

        report_bug(error, words)
        return OUR_FAULT


def _run(words: list[str]) -> int:
    if not words or (words[0] not in COMMANDS and not words[0].startswith("-")):
        return _open_window(words)
    arguments = build_parser().parse_args(words)
    code: int = arguments.run(arguments)
    return code


def _open_window(words: list[str]) -> int:
    from pathlib import Path

    plan = Path(words[0]) if words else None
    if len(words) > 1 or (plan and plan.suffix != ".pwb" and not plan.exists()):
        raise UsageError(f"没有名为“{words[0]}”的命令。", "可用 workbench --help 查看全部命令。")
    from workbench.app import run_window

    return run_window(plan)
