"""The domain's words: ids, enumerations and small frozen values that every room may use.

Nothing here knows about storage, Qt or files. English identifiers stand for the office's own terms,
given in Chinese where each is first defined.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

DocumentId = NewType("DocumentId", int)
SectionId = NewType("SectionId", int)
TaskId = NewType("TaskId", int)
ResultId = NewType("ResultId", int)
MilestoneId = NewType("MilestoneId", int)
UnitId = NewType("UnitId", int)
IndicatorId = NewType("IndicatorId", int)
DependencyId = NewType("DependencyId", int)
BaselineId = NewType("BaselineId", int)
CommentId = NewType("CommentId", int)
CommitmentId = NewType("CommitmentId", int)
EditionId = NewType("EditionId", int)
StepId = NewType("StepId", int)
ReportId = NewType("ReportId", int)
EvidenceId = NewType("EvidenceId", int)
ClosingId = NewType("ClosingId", int)
RulesId = NewType("RulesId", int)
ItemId = NewType("ItemId", int)
SchemeId = NewType("SchemeId", int)
MarkId = NewType("MarkId", int)
ReformId = NewType("ReformId", int)
AlignmentId = NewType("AlignmentId", int)


class Level(StrEnum):
    """Administrative level of a document or unit (层级)."""

    NATIONAL = "national"  # 国家
    PROVINCE = "province"  # 省
    CITY = "city"  # 市
    COUNTY = "county"  # 县


class Role(StrEnum):
    """How a unit answers for a task (责任方式)."""

    LEAD = "lead"  # 牵头单位
    RESPONSIBLE = "responsible"  # 责任单位
    SUPPORT = "support"  # 配合单位


class AliasKind(StrEnum):
    """What another name of a unit is to it."""

    SHORT = "short"  # 简称
    FORMER = "former"  # 曾用名
    VARIANT = "variant"  # 异写


class ReformKind(StrEnum):
    """What a reform (机构改革) did to the units."""

    MERGE = "merge"  # 合并组建
    RENAME = "rename"  # 更名
    SPLIT = "split"  # 拆分


class ChangeControl(StrEnum):
    """Whether changing a deadline, a lead or a target asks for its grounds (变更管控)."""

    OFF = "off"  # 不询问
    ASK = "ask"  # 询问原因和依据; who works alone may switch it off for himself
    REQUIRE = "require"  # 必须填写原因, whoever changes and however


class DeadlineKind(StrEnum):
    """What the words of a deadline (完成时限) promise."""

    BY = "by"  # 2022年前, 6月底前
    IN = "in"  # 2022年, 第三季度 as the time of the work itself
    ONGOING = "ongoing"  # 持续推进, 长期
    PERIODIC = "periodic"  # 每季度
    NONE = "none"


class Precision(StrEnum):
    """How finely a deadline is stated; the date is always the last day of that stretch."""

    YEAR = "year"
    HALF = "half"
    QUARTER = "quarter"
    MONTH = "month"
    DAY = "day"


class Operator(StrEnum):
    """The sign of a target as printed (目标值的符号)."""

    EQUAL = "="
    AT_LEAST = ">="  # 以上, 不低于
    AT_MOST = "<="  # 以内, 不超过
    MORE = ">"  # 超过
    LESS = "<"  # 低于
    ABOUT = "~"  # 左右


class TargetKind(StrEnum):
    """What a target value measures."""

    LEVEL = "level"  # 达到 98%
    CHANGE = "change"  # 提高 3 个百分点
    CUMULATIVE = "cumulative"  # 〔18〕 over the whole term
    GROWTH = "growth"  # 年均增长 15%


class TaskState(StrEnum):
    """Where a task stands (任务状态)."""

    NOT_STARTED = "not_started"  # 未启动
    RUNNING = "running"  # 推进中
    DONE = "done"  # 已完成
    CLOSED = "closed"  # 已销号
    PAUSED = "paused"  # 暂缓
    DROPPED = "dropped"  # 不再推进


class ReportStatus(StrEnum):
    """How far a report (进展报告) has come. Only what is reported or checked counts as progress."""

    DRAFT = "draft"  # 草稿, also one sent back
    REPORTED = "reported"  # 已报
    CHECKED = "checked"  # 已核


class PeriodState(StrEnum):
    """Whether a reporting period still changes (报告期状态)."""

    OPEN = "open"  # 未关账
    CLOSED = "closed"  # 已关账: its figures are frozen
    REOPENED = "reopened"  # 重新打开: it changes again, its former closings stay


class DueMethod(StrEnum):
    """How due progress (序时进度) of a task is worked out."""

    TIME = "time"  # 按时间
    WORKING_DAYS = "working_days"  # 按工作日
    PERIOD_PLAN = "period_plan"  # 按分期计划
    NODES = "nodes"  # 按节点权重
    PATH = "path"  # 按指标路径


class Colour(StrEnum):
    """The colour of a light (亮灯); `NONE` where none is lit. Kept by name, so that wording may change."""

    GREEN = "绿灯"
    BLUE = "蓝灯"
    YELLOW = "黄灯"
    ORANGE = "橙灯"
    RED = "红灯"
    NONE = "不亮灯"


class Shape(StrEnum):
    """How the path of an indicator runs between two knots (路径形状). Kept by name."""

    STRAIGHT = "直线"
    COMPOUND = "复利"  # by the same percentage each year
    STEPPED = "台阶"  # nothing is due before the end of a target's year
    OWN = "自定"  # straight between values the planner gave for single periods


class Direction(StrEnum):
    """Which way is good for an indicator (指标方向). Kept by name."""

    UP = "正向"
    DOWN = "负向"


class Standing(StrEnum):
    """How an indicator stands against its path (指标状态). Kept by name."""

    MET = "已达目标"
    ON_PATH = "符合进度"
    BEHIND = "落后进度"
    MISSED = "未达目标"
    UNKNOWN = "无法判断"


class Verdict(StrEnum):
    """What the check of a stated yearly step (年均) against base and target found."""

    AGREES = "相符"
    CUT_OFF = "截尾"  # the step was cut off after its last decimal instead of rounded
    CONTRADICTS = "矛盾"
    UNCHECKED = "无法核对"
    NOT_STATED = "未写年均"


class ItemSource(StrEnum):
    """What a matter under supervision (督办件) comes from."""

    TASK = "task"  # 工作任务
    INSTRUCTION = "instruction"  # 领导批示
    MEETING = "meeting"  # 会议议定
    OTHER = "other"  # 其他来源


class ItemState(StrEnum):
    """Where a matter under supervision stands (督办状态)."""

    REGISTERED = "registered"  # 待交办
    ASSIGNED = "assigned"  # 待签收
    RUNNING = "running"  # 办理中
    REVIEWING = "reviewing"  # 待审核
    FINISHED = "finished"  # 已办结，待销号
    CLOSED = "closed"  # 已销号
    STOPPED = "stopped"  # 已中止


class ItemAction(StrEnum):
    """One move of the supervision loop (督办环节)."""

    REGISTER = "register"  # 立项
    ASSIGN = "assign"  # 交办, with a numbered 督办通知单
    SIGN = "sign"  # 签收
    DECLINE = "decline"  # 退回: the unit says it is not the one
    REPORT = "report"  # 反馈
    PASS = "pass"  # 审核通过，继续办理
    RETURN = "return"  # 退回重办
    URGE = "urge"  # 催办, with a numbered 催办函
    FINISH = "finish"  # 办结
    CLOSE = "close"  # 销号
    ASK_DELAY = "ask_delay"  # 延期申请
    GRANT_DELAY = "grant_delay"  # 同意延期
    REFUSE_DELAY = "refuse_delay"  # 不同意延期
    STOP = "stop"  # 中止


class TodoKind(StrEnum):
    """Why something stands on the list of what to do (待办)."""

    LATE = "late"  # 逾期
    DUE_SOON = "due_soon"  # 即将到期
    UNREPORTED = "unreported"  # 未报
    UNCHECKED = "unchecked"  # 待核
    WITHOUT_LEAD = "without_lead"  # 待定牵头
    TO_ASSIGN = "to_assign"  # 待交办
    TO_SIGN = "to_sign"  # 待签收
    TO_REVIEW = "to_review"  # 待审核
    TO_DECIDE = "to_decide"  # 延期待批
    TO_CLOSE = "to_close"  # 待销号


class LinkKind(StrEnum):
    """How two tasks depend on one another (前后置关系)."""

    FINISH_START = "FS"
    START_START = "SS"
    FINISH_FINISH = "FF"
    START_FINISH = "SF"


class AlignmentKind(StrEnum):
    """How a task of one document answers to a task of a document above it (承接关系)."""

    IMPLEMENTS = "implements"  # 落实
    CONTINUES = "continues"  # 延续
    BREAKS_DOWN = "breaks_down"  # 分解
    UNRELATED = "unrelated"  # 无关: looked at, and not to be proposed again


class Severity(StrEnum):
    """How much a problem in the user's data weighs."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


class Confidence(StrEnum):
    """How sure a fact read out of a document is (可信程度). Few honest classes, no invented decimals."""

    CERTAIN = "certain"  # 写明: the words say so
    LIKELY = "likely"  # 推定: a rule of the office's writing says so
    GUESSED = "guessed"  # 猜测: to be looked at by the planner


def weakest(grades: Iterable[Confidence]) -> Confidence:
    """The least sure of several; certain where there are none."""
    return max(grades, key=_FROM_SURE_TO_GUESSED.index, default=Confidence.CERTAIN)


_FROM_SURE_TO_GUESSED = tuple(Confidence)


class Script(StrEnum):
    """Which Chinese characters a text is written in, as ISO 15924 names them."""

    HANS = "Hans"
    HANT = "Hant"


class Granularity(StrEnum):
    """Length of a reporting period (报告期)."""

    YEAR = "year"
    HALF = "half"
    QUARTER = "quarter"
    MONTH = "month"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of the decoded source text: characters `start` (included) to `end` (excluded)."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a stretch of text: {self.start}..{self.end}")


@dataclass(frozen=True, slots=True)
class Why:
    """Why a fact stands as it does (读取依据): the rule, named for the planner, and the words it read.

    `rule` is Chinese (括号内“责任单位：”, 表格“完成时限”列); `span` is the place of `words` in the source.
    """

    rule: str
    words: str = ""
    span: Span | None = None
    confidence: Confidence = Confidence.CERTAIN


@dataclass(frozen=True, slots=True)
class Deadline:
    """A deadline (完成时限): its words, and the last day they mean.

    `date` is the last day of the stated stretch (2022年 -> 2022-12-31, precision year), or None for
    ongoing, periodic and absent deadlines.
    """

    raw: str
    kind: DeadlineKind = DeadlineKind.NONE
    date: dt.date | None = None
    precision: Precision = Precision.DAY


NO_DEADLINE = Deadline("")


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A reporting period (报告期), such as the second quarter of 2025.

    `number` counts from 1 within the year: 1 for a year, 1–2 half-years, 1–4 quarters, 1–12 months.
    """

    year: int
    granularity: Granularity
    number: int = 1

    def __post_init__(self) -> None:
        if not 1 <= self.number <= PERIODS_PER_YEAR[self.granularity]:
            raise ValueError(f"no such period in a year: {self.granularity} {self.number}")

    @property
    def last_day(self) -> dt.date:
        """The last day of the period, by which it is judged."""
        month = self.number * 12 // PERIODS_PER_YEAR[self.granularity]
        following = dt.date(self.year + month // 12, month % 12 + 1, 1)
        return following - dt.timedelta(days=1)

    @property
    def first_day(self) -> dt.date:
        """The day the period begins."""
        months = 12 // PERIODS_PER_YEAR[self.granularity]
        return dt.date(self.year, (self.number - 1) * months + 1, 1)


PERIODS_PER_YEAR = {
    Granularity.YEAR: 1,
    Granularity.HALF: 2,
    Granularity.QUARTER: 4,
    Granularity.MONTH: 12,
}


@dataclass(frozen=True, slots=True)
class Reporting:
    """How a plan reports (报送要求): the length of its periods, and the day on which a report is due.

    `day` is counted within the last month of the period, or `months_after` months later (次月5日前报送).
    """

    granularity: Granularity = Granularity.QUARTER
    day: int = 28
    months_after: int = 0


@dataclass(frozen=True, slots=True)
class Place:
    """A row of the plan to jump to: the name of its table and its id (定位)."""

    table: str
    key: int


@dataclass(frozen=True, slots=True)
class IndicatorValue:
    """One pasted value of an indicator (实际值) for a period. `unit` "" is the indicator's own."""

    indicator: IndicatorId
    period: Period
    value: float
    unit: str = ""
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class UnitChoice:
    """A unit picked for a task: its name (or an alias of it), and how it answers for the task."""

    name: str
    role: Role = Role.RESPONSIBLE


@dataclass(frozen=True, slots=True)
class Grounds:
    """Why an issued arrangement was changed: the reason (原因), and the document or meeting (依据/文号)."""

    reason: str = ""
    basis: str = ""

    def __bool__(self) -> bool:
        return bool(self.reason or self.basis)


NO_GROUNDS = Grounds()


@dataclass(frozen=True, slots=True)
class Dealing:
    """Where a share of a unit that is split goes: a task or a result (one of the two) to the unit `name`."""

    name: str
    task: TaskId | None = None
    result: ResultId | None = None


@dataclass(frozen=True, slots=True)
class AlignmentChoice:
    """A task above and the task of this level that answers to it, linked as `kind`; `reason` tells why."""

    upper: TaskId
    lower: TaskId
    kind: AlignmentKind = AlignmentKind.IMPLEMENTS
    reason: str = ""


@dataclass(frozen=True, slots=True)
class TaskDays:
    """First and last day a task is to have; None for a day it has not got and is not to get."""

    task: TaskId
    start: dt.date | None
    end: dt.date | None
