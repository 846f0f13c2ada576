"""What an adjustment (调整) is called: the field that was changed, and on what."""

from __future__ import annotations

from workbench.rows.adjustments import AdjustedField, AdjustedKind, AdjustmentRow

FIELDS = {
    AdjustedField.DEADLINE: "完成时限",
    AdjustedField.LEAD: "牵头单位",
    AdjustedField.TARGET: "目标值",
}
KINDS = {AdjustedKind.TASK: "任务", AdjustedKind.RESULT: "成果", AdjustedKind.INDICATOR: "指标"}
#: What stands where nothing was stated.
NOTHING = "未明确"


def field_text(row: AdjustmentRow) -> str:
    """完成时限, or 2025年目标值."""
    return f"{row.year}年{FIELDS[row.field]}" if row.year else FIELDS[row.field]


def adjusted_text(row: AdjustmentRow) -> str:
    """由2022年底前调整为2023年6月底前; 明确为… where nothing was stated, 取消… where nothing is any more."""
    if not row.before:
        return f"明确为{row.after}"
    return f"由{row.before}调整为{row.after}" if row.after else f"取消（原为{row.before}）"
