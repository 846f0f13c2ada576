"""The inks of a Gantt: the style each part of it is drawn in. Its colours stand here, on screen and paper."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from workbench.drawing.scene import Fill, Style


class Layer(IntEnum):
    """What lies over what, lowest first."""

    CALENDAR = 0
    ROW = 1
    RULE = 2
    TODAY = 3
    LINK = 4
    BAR = 5
    PROGRESS = 6
    HATCH = 7
    EDGE = 8
    MARK = 9
    FRONT = 10
    LABEL = 11


@dataclass(frozen=True, slots=True, eq=False)
class BarInk:
    """A bar in one look: its body, the part done, the vague tail with its hatching, and its outline."""

    body: Style
    done: Style
    tail: Style
    hatch: Style
    edge: Style
    open_edge: Style
    mark: Style


def _bar_ink(body: str, done: str, tail: str, edge: str) -> BarInk:
    return BarInk(
        body=Style(Layer.BAR, fill=body),
        done=Style(Layer.PROGRESS, fill=done),
        tail=Style(Layer.BAR, fill=tail),
        hatch=Style(Layer.HATCH, fill=body, pattern=Fill.HATCHED),
        edge=Style(Layer.EDGE, stroke=edge),
        open_edge=Style(Layer.EDGE, stroke=edge, width=1.4, smooth=True),
        mark=Style(Layer.MARK, fill=body, stroke=edge, width=1.0, smooth=True),
    )


RUNNING = _bar_ink("#b5d2ee", "#4b8bca", "#e6f0fa", "#5f94cb")
WAITING = _bar_ink("#cfd8e2", "#8496aa", "#eff2f6", "#9aa8b8")
DONE = _bar_ink("#bcdfc6", "#76b68a", "#eaf5ed", "#6fae83")
OVERDUE = _bar_ink("#f4c3bb", "#d8604f", "#fcecea", "#d9776a")
PAUSED = _bar_ink("#ecdcb5", "#cba85a", "#faf5e8", "#c8ab69")
DROPPED = _bar_ink("#e7e9ec", "#c3c8ce", "#f5f6f7", "#b9bfc6")

#: The key to the colours of the states.
STATE_KEY = (
    ("未启动", WAITING),
    ("推进中", RUNNING),
    ("已完成", DONE),
    ("逾期", OVERDUE),
    ("暂缓", PAUSED),
)

#: Bars that share a unit or a document; the last one is for all others (`planning.tones`).
TONES = (
    _bar_ink("#b5d2ee", "#4b8bca", "#e6f0fa", "#5f94cb"),
    _bar_ink("#f3d3ae", "#d98f3f", "#fcf3e8", "#cf9350"),
    _bar_ink("#bfe0cf", "#53a37c", "#ebf6f0", "#66a987"),
    _bar_ink("#dccaec", "#9168ba", "#f5f0fa", "#9c7cbd"),
    _bar_ink("#f2c6d3", "#cc6687", "#fceef2", "#cb7793"),
    _bar_ink("#b9e1e6", "#3f9daa", "#e9f6f8", "#5aa5af"),
    _bar_ink("#e0dba8", "#a89c35", "#f7f6e6", "#a9a052"),
    _bar_ink("#d6c6bb", "#95735d", "#f4efeb", "#9d8070"),
    _bar_ink("#d5dae0", "#8a95a3", "#f1f3f5", "#9aa4b0"),
)

MARK = Style(Layer.MARK + 0.5, fill="#ffffff", stroke="#3c4a5c", width=1.2, smooth=True)
MARK_DONE = Style(Layer.MARK + 0.5, fill="#3c4a5c", stroke="#3c4a5c", width=1.2, smooth=True)
MARK_MISSED = Style(Layer.MARK + 0.5, fill="#ffffff", stroke="#c42b1c", width=1.4, smooth=True)
GHOST = Style(Layer.BAR, fill="#b9b2a3")
#: What tells the bars of a baseline in the key.
BASELINE_KEY = ("基线", BarInk(*[GHOST] * 7))
ACTUAL = Style(Layer.BAR, fill="#1d6b72")
ACTUAL_LATE = Style(Layer.BAR, fill="#c42b1c")
CRITICAL = Style(Layer.MARK, stroke="#c42b1c", width=1.8)
SLACK = Style(Layer.EDGE, stroke="#6b7684", width=1.0, dash=(2.0, 2.0))
SLACK_END = Style(Layer.EDGE, stroke="#6b7684", width=1.4)

DOCUMENT_ROW = Style(Layer.ROW, fill="#eef2f8")
REST_DAY = Style(Layer.CALENDAR, fill="#f4f5f7")
SELECTED_ROW = Style(Layer.ROW + 0.5, fill="#d3e5f8")
ROW_RULE = Style(Layer.RULE, stroke="#e4e7eb")
MINOR_RULE = Style(Layer.RULE, stroke="#eceef1")
MAJOR_RULE = Style(Layer.RULE, stroke="#d5d9df")
TODAY = Style(Layer.TODAY, stroke="#d4562c", width=1.0)

FRONT_LINE = Style(Layer.FRONT, stroke="#b5471f", width=1.4, smooth=True, far=True)

SUMMARY = Style(Layer.BAR, fill="#a3afbd")
SUMMARY_DONE = Style(Layer.PROGRESS, fill="#3c4a5c")
SUMMARY_TIP = Style(Layer.MARK, fill="#3c4a5c", smooth=True)

LINK = Style(Layer.LINK, stroke="#8e9bad", width=1.0)
LINK_HEAD = Style(Layer.LINK, fill="#8e9bad", smooth=True)
LINK_CHOSEN = Style(Layer.LINK + 0.5, stroke="#1f6fbf", width=2.0)
LINK_CHOSEN_HEAD = Style(Layer.LINK + 0.5, fill="#1f6fbf", smooth=True)
BEYOND = Style(Layer.MARK, fill="#93a3b5", smooth=True)

LABEL = Style(Layer.LABEL, fill="#57606a", size=-1.0)
LATE_LABEL = Style(Layer.LABEL, fill="#c42b1c", size=-1.0)
SUMMARY_LABEL = Style(Layer.LABEL, fill="#3c4a5c", size=-1.0)

#: The printed sheet round the chart.
SHEET_HEAD = Style(Layer.CALENDAR, fill="#eef0f3")
SHEET_RULE = Style(Layer.RULE, stroke="#c9ced6", width=0.4)
SHEET_EDGE = Style(Layer.EDGE, stroke="#4a5563", width=0.8)
SHEET_TEXT = Style(Layer.LABEL, fill="#1f2328")
SHEET_STRONG = Style(Layer.LABEL, fill="#1f2328", bold=True)
SHEET_TITLE = Style(Layer.LABEL, fill="#1f2328", size=6.0, bold=True)
