"""The grammar of the command line, with its help, all in Chinese. Building it imports nothing heavy."""

from __future__ import annotations

import argparse
import importlib
import re
from collections.abc import Callable, Iterable
from typing import Any, NoReturn

from workbench import __version__
from workbench.rows.statistics import Axis, Measure

COMMANDS = (
    *("read", "import", "compare", "show", "track", "tally", "do"),
    *("undo", "redo", "export", "check", "render", "sample", "demo"),
)

_EPILOG = "退出码：0 完成；1 完成但有问题；2 用法不对；3 无法完成（说明原因）；70 程序自身出错。\n\
不带命令运行，或只给出一个计划文件，则打开窗口。"

#: Papers by the kind that `export --report` takes.
_PAPERS = {
    "notice": "印发通知",
    "breakdown": "任务分解表",
    "unit-sheet": "责任清单",
    "circular": "进展通报",
    "briefing": "工作简报",
    "indicators": "指标监测表",
    "supervision": "督办通知单",
    "reminder": "催办函",
    "changes": "调整对照表",
    "evaluation": "评估报告",
    "wallchart": "挂图作战（A3 至 A0）",
    "onepage": "会议用一页纸",
    "overview": "总览一页纸",
}

#: What `render` paints, by name: the views of the window, and the window itself.
VIEWS = {
    "overview": "总览",
    "documents": "文件",
    "tasks": "任务",
    "results": "成果",
    "indicators": "指标",
    "gantt": "甘特图",
    "progress": "进展",
    "supervision": "督办",
    "charts": "图表",
    "evaluation": "考核",
    "statistics": "统计",
    "responsibilities": "责任",
    "units": "单位",
    "adjustments": "调整",
    "alignments": "衔接",
    "reports": "报告",
    "check": "格式检查",
    "window": "整个窗口",
}

#: What `tally` counts by, and what it says, by the words of the command line.
AXES = {axis.name.lower(): axis for axis in Axis}
MEASURES = {measure.name.lower().replace("_", "-"): measure for measure in Measure}

#: What argparse says of a wrong command line, in our words.
_COMPLAINTS = (
    (r"the following arguments are required: (.+)", r"缺少参数：\1"),
    (r"one of the arguments (.+) is required", r"缺少参数：\1 之一"),
    (r"unrecognized arguments: (.+)", r"多余的参数：\1"),
    (r"argument (.+): expected (?:one|at least one) argument", r"\1 后面要有内容"),
    (r"argument (.+): invalid choice: '?(.*?)'? \(choose from (.+)\)", r"\1 不能是“\2”，可选：\3"),
    (r"argument (.+): invalid \w+ value: '(.*)'", r"\1 不能是“\2”"),
    (r"argument (.+): (.+)", r"\1：\2"),
)


class Parser(argparse.ArgumentParser):
    """argparse in Chinese."""

    def __init__(self, *, with_help: bool = True, **settings: Any) -> None:
        super().__init__(add_help=False, allow_abbrev=False, formatter_class=_Formatter, **settings)
        self._positionals.title = "参数"
        self._optionals.title = "选项"
        if with_help:
            self.add_argument("-h", "--help", action="help", help="显示这份说明")

    def error(self, message: str) -> NoReturn:
        for pattern, words in _COMPLAINTS:
            if re.fullmatch(pattern, message):
                message = re.sub(pattern, words, message)
                break
        self.exit(2, f"{message}。\n{self.format_usage()}")


class _Formatter(argparse.RawDescriptionHelpFormatter):
    def add_usage(
        self, usage: str | None, actions: Iterable[argparse.Action], groups: Any, prefix: str | None = None
    ) -> None:
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)

    def format_help(self) -> str:
        """Headings with a full-width colon."""
        return re.sub(r"^(\S+):$", r"\1：", super().format_help(), flags=re.MULTILINE)


def build_parser() -> Parser:
    """The whole grammar; each command's `run` takes the parsed arguments and gives an exit code."""
    parser = Parser(
        prog="workbench",
        description="规划工作台：把工作方案读成任务、成果和指标，在表格和甘特图上调整，打印成公文。",
        epilog=_EPILOG,
    )
    parser.add_argument("--version", action="version", version=f"规划工作台 {__version__}", help="显示版本")
    parser.add_argument("--debug", action="store_true", help="程序出错时显示详情")
    commands = parser.add_subparsers(title="命令", metavar="命令", dest="command", required=True)
    looking = (_read, _import, _compare, _show, _track, _tally)
    for build in (*looking, _do, _undo, _redo, _export, _check, _render, _sample, _demo):
        build(commands)
    return parser


def _command(commands: Any, name: str, help: str, run: str) -> Parser:
    """A command whose work is done by `module.function`, imported when it runs."""
    parser: Parser = commands.add_parser(name, help=help, description=f"{help}。")
    parser.set_defaults(run=_later(run))
    return parser


def _later(target: str) -> Callable[[argparse.Namespace], int]:
    module, _, function = target.rpartition(".")

    def run(arguments: argparse.Namespace) -> int:
        code: int = getattr(importlib.import_module(f"workbench.cli.{module}"), function)(arguments)
        return code

    return run


def _script(parser: Parser) -> None:
    parser.add_argument(
        "--script",
        choices=("keep", "hans", "hant"),
        default="keep",
        help="文字：keep 保持原样（默认），hans 转为简体，hant 转为繁体",
    )


def _plan(parser: Parser) -> None:
    parser.add_argument("plan", metavar="计划", help="计划文件（.pwb）")


def _read(commands: Any) -> None:
    parser = _command(commands, "read", "读取文件，列出任务、成果、指标和问题，不保存", "reading.read")
    parser.add_argument(
        "files",
        metavar="文件",
        nargs="+",
        help="工作方案等文件（txt、html、docx、xlsx、pdf），或项目计划（xml、gan）",
    )
    _script(parser)
    parser.add_argument("--json", action="store_true", help="输出 JSON")
    parser.add_argument("--sheet", metavar="文件.xlsx", help="另存核对清单：每项内容的位置、依据和可信程度")


def _import(commands: Any) -> None:
    parser = _command(commands, "import", "读取文件并存入计划，几份文件算一步操作", "reading.import_")
    parser.add_argument("files", metavar="文件", nargs="+", help="工作方案等文件")
    parser.add_argument("--into", metavar="计划", required=True, help="计划文件（.pwb），没有就新建")
    parser.add_argument(
        "--accept",
        action="store_true",
        help="即使有错误级别的问题也导入；导入新版时，双方都有改动的地方保留本单位的内容",
    )
    parser.add_argument(
        "--as-edition-of", metavar="编号", type=int, help="作为计划中某份文件的新版导入，保留本单位的修改"
    )
    _script(parser)


def _compare(commands: Any) -> None:
    parser = _command(commands, "compare", "把新版文件与计划中的文件逐项比较，不保存", "editions.compare")
    parser.add_argument("file", metavar="文件", help="新版文件")
    _plan(parser)
    parser.add_argument(
        "--document", metavar="编号", type=int, help="与哪一份文件比较；标题或文号相同的可省略"
    )
    parser.add_argument("--json", action="store_true", help="输出 JSON")
    _script(parser)


def _show(commands: Any) -> None:
    parser = _command(commands, "show", "列出计划里的内容", "showing.show")
    _plan(parser)
    parser.add_argument(
        "what",
        metavar="内容",
        choices=("documents", "tasks", "results", "indicators", "units", "adjustments", "history", "summary"),
        help="documents 文件，tasks 任务，results 成果，indicators 指标，units 单位，adjustments 调整对照表，"
        "history 操作记录，summary 总览",
    )
    parser.add_argument("--json", action="store_true", help="输出 JSON 数组，每行一个对象")


def _track(commands: Any) -> None:
    parser = _command(commands, "track", "查看一个报告期的进度、亮灯、指标、督办和考核", "tracking.track")
    _plan(parser)
    parser.add_argument(
        "what",
        metavar="内容",
        choices=(
            *("overview", "lights", "results", "indicators", "annual", "todo"),
            *("items", "scores", "checkup", "periods", "rules", "circular"),
        ),
        help="overview 总览，lights 任务进度与亮灯，results 成果，indicators 指标状态，annual 年均数核对，"
        "todo 待办，items 督办件，scores 考核得分，checkup 台账体检，periods 报告期，rules 亮灯规则，"
        "circular 通报的全部数据（JSON）",
    )
    parser.add_argument("--period", metavar="报告期", default="", help="如 2021Q3、2021年上半年；默认为本期")
    parser.add_argument("--on", metavar="日期", default="", help="按哪一天看，如 2021-10-08；默认为今天")
    parser.add_argument("--json", action="store_true", help="输出 JSON")


def _tally(commands: Any) -> None:
    parser = _command(commands, "tally", "按任意两个方面统计任务", "tallying.tally")
    _plan(parser)
    axes = "，".join(f"{name} {axis.value}" for name, axis in AXES.items())
    measures = "，".join(f"{name} {measure.value}" for name, measure in MEASURES.items())
    parser.add_argument("--rows", metavar="行", choices=AXES, default="unit", help=f"{axes}；默认 unit")
    parser.add_argument("--columns", metavar="列", choices=AXES, default="light", help="同上；默认 light")
    parser.add_argument(
        "--measure", metavar="数值", choices=MEASURES, default="count", help=f"{measures}；默认 count"
    )
    parser.add_argument("--period", metavar="报告期", default="", help="如 2021Q3、2021年上半年；默认为本期")
    parser.add_argument("--on", metavar="日期", default="", help="按哪一天看，如 2021-10-08；默认为今天")
    parser.add_argument("--document", metavar="文件", default="", help="只统计这份文件，写编号或名称")
    parser.add_argument("--to", metavar="文件.xlsx", default="", help="另存为 Excel 表格")


def _do(commands: Any) -> None:
    # An operation named before --help shows that operation's own help, hence no help of argparse's.
    parser = commands.add_parser(
        "do",
        with_help=False,
        help="执行一项操作，记入操作记录，可撤销",
        description="执行一项操作，记入操作记录，可撤销。\n\n"
        "  workbench do 计划.pwb tasks.set_deadline task=6 deadline=2022年6月底前 --reason 省里要求提前\n"
        "  workbench do 计划.pwb tasks.set_lead task=6 unit=省数据局 reason=改革 basis=闽委办〔2024〕3号\n"
        "  workbench do --list                        列出全部操作\n"
        "  workbench do tasks.set_deadline --help     说明一项操作的参数",
    )
    parser.set_defaults(run=_later("doing.do"))
    parser.add_argument("words", metavar="计划 操作 参数=值", nargs="*", help="要执行的操作及其参数")
    parser.add_argument("--reason", metavar="原因", default="", help="写入操作记录的原因")
    parser.add_argument("--list", action="store_true", help="列出全部操作")
    parser.add_argument("-h", "--help", action="store_true", help="显示这份说明，或某项操作的参数")
    parser.set_defaults(explain=parser.format_help)


def _undo(commands: Any) -> None:
    _plan(_command(commands, "undo", "撤销最近一步操作", "doing.undo"))


def _redo(commands: Any) -> None:
    _plan(_command(commands, "redo", "重做刚撤销的一步操作", "doing.redo"))


def _export(commands: Any) -> None:
    parser = _command(commands, "export", "把文件及其清单打印成公文 PDF，或导出为项目计划", "papers.export")
    _plan(parser)
    parser.add_argument(
        "--report",
        choices=(*_PAPERS, "gantt", "project"),
        required=True,
        help="；".join(f"{kind} {name}" for kind, name in _PAPERS.items())
        + "；gantt 甘特图（PDF 或 SVG）；project 项目计划（MS Project 的 XML）",
    )
    parser.add_argument("--to", metavar="文件", required=True, help="存到哪里")
    parser.add_argument(
        "--document",
        metavar="编号或名称",
        default="",
        help="哪一份文件；只有一份时可省略。通报、简报和评估报告讲全部任务，写明文件只决定以谁的名义行文",
    )
    parser.add_argument(
        "--fonts",
        choices=("bundled", "system", "auto"),
        default="auto",
        help="字体：bundled 自带，system 系统安装的公文字体，auto 有系统字体就用（默认）",
    )
    parser.add_argument("--expect", metavar="文件.json", help="把应印内容另存为 JSON，供核对")
    _paper_choice(parser)


def _paper_choice(parser: Parser) -> None:
    """What a paper made from a template is about."""
    parser.add_argument(
        "--by", choices=("unit", "deadline"), default="", help="任务分解表的排列：按单位、按时限"
    )
    parser.add_argument("--unit", metavar="名称", default="", help="责任清单的单位；写“全部”则每个单位一份")
    parser.add_argument(
        "--period",
        metavar="报告期",
        default="",
        help="例如 2022年第三季度、2022Q3；挂图写明报告期时显示当期亮灯",
    )
    parser.add_argument("--item", metavar="编号", type=int, help="哪一件督办事项")
    parser.add_argument("--since", metavar="日期", default="", help="调整对照表从哪一天起")
    parser.add_argument("--until", metavar="日期", default="", help="调整对照表到哪一天止")
    parser.add_argument("--on", metavar="日期", default="", help="行文日期，默认今天")
    parser.add_argument("--paper", choices=("A3", "A2", "A1", "A0"), default="A3", help="挂图的纸张，默认 A3")
    parser.add_argument("--template", metavar="模板", default="", help="另用一个模板：名称或 .toml 文件")
    parser.add_argument(
        "--set", metavar="名称=内容", action="append", default=[], help="填写模板里的用词，如 发文字号=…"
    )


def _check(commands: Any) -> None:
    parser = _command(commands, "check", "对照 GB/T 9704 检查一份公文的格式，逐页列出问题", "checking.check")
    parser.add_argument("file", metavar="文件", help="要检查的文件（pdf、docx）")
    parser.add_argument("--json", action="store_true", help="输出 JSON")
    parser.add_argument("--report", metavar="文件.pdf", default="", help="把检查报告另存为 PDF")


def _render(commands: Any) -> None:
    parser = _command(commands, "render", "把一个视图画成图片", "papers.render")
    _plan(parser)
    parser.add_argument(
        "--view",
        metavar="视图",
        choices=VIEWS,
        required=True,
        help="，".join(f"{name} {title}" for name, title in VIEWS.items()),
    )
    parser.add_argument("--size", metavar="宽x高", type=_size, default=(1600, 900), help="默认 1600x900")
    parser.add_argument("--scale", type=int, choices=(1, 2), default=1, help="清晰度，2 为两倍像素")
    parser.add_argument("--to", metavar="文件.png", required=True, help="存到哪里")


def _sample(commands: Any) -> None:
    parser = _command(commands, "sample", "生成一份指定规模的示例计划", "demo.sample")
    parser.add_argument("--tasks", metavar="数量", type=int, required=True, help="任务数量")
    parser.add_argument("--to", metavar="计划.pwb", required=True, help="存到哪里")


def _demo(commands: Any) -> None:
    parser = _command(commands, "demo", "打开示例计划看一看", "demo.demo")
    parser.add_argument(
        "--headless", action="store_true", help="不开窗口：打印总览，并生成通知 PDF 和窗口图片"
    )
    parser.add_argument("--out", metavar="文件夹", help="示例计划和生成的文件放在哪里")


def _size(text: str) -> tuple[int, int]:
    found = re.fullmatch(r"(\d{2,5})[x×*](\d{2,5})", text)
    if not found:
        raise argparse.ArgumentTypeError(f"“{text}”不是大小，例如 1600x900")
    return int(found[1]), int(found[2])
