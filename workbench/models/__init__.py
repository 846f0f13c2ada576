"""What is remembered: SQLAlchemy 2 typed models, one file a noun. Portable: nothing here is SQLite's own
but the request never to hand out an id twice."""

from workbench.models.alignments import Alignment
from workbench.models.assignments import Assignment
from workbench.models.base import Base
from workbench.models.baselines import Baseline
from workbench.models.comments import Comment
from workbench.models.commitments import Commitment
from workbench.models.documents import Blob, Document, Section
from workbench.models.editions import Edition
from workbench.models.evaluation import EvaluationMark, EvaluationScheme
from workbench.models.indicators import Indicator, IndicatorPath, Observation, Target, TaskIndicator
from workbench.models.journal import Step
from workbench.models.lights import HandLight, LightRules
from workbench.models.periods import Closing
from workbench.models.plan_settings import PlanSetting
from workbench.models.progress import DuePlan, Evidence, ProgressReport
from workbench.models.results import Result
from workbench.models.supervision import SupervisionItem, SupervisionStep
from workbench.models.tasks import Dependency, Milestone, Task
from workbench.models.units import Reform, Unit, UnitAlias

__all__ = [
    "Alignment",
    "Assignment",
    "Base",
    "Baseline",
    "Blob",
    "Closing",
    "Comment",
    "Commitment",
    "Dependency",
    "Document",
    "DuePlan",
    "Edition",
    "EvaluationMark",
    "EvaluationScheme",
    "Evidence",
    "HandLight",
    "Indicator",
    "IndicatorPath",
    "LightRules",
    "Milestone",
    "Observation",
    "PlanSetting",
    "ProgressReport",
    "Reform",
    "Result",
    "Section",
    "Step",
    "SupervisionItem",
    "SupervisionStep",
    "Target",
    "Task",
    "TaskIndicator",
    "Unit",
    "UnitAlias",
]
