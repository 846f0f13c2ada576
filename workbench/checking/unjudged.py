"""Rules that the check does not judge on a PDF, each with its reason: silence is no yes."""

from __future__ import annotations

from workbench.checking.judging import CONV, MUST, NORM
from workbench.rows.checks import RuleRow, UnjudgedRow

_CLREQ = "中文排版需求"

UNJUDGED: tuple[UnjudgedRow, ...] = tuple(
    UnjudgedRow(RuleRow(number, level, title, clause), reason)
    for number, level, title, clause, reason in (
        ("R9", MUST, "装订", "GB/T 9704 6.3", "从文件中看不出，印好后按左侧装订、双面印刷核对"),
        ("R69", MUST, "横排页的页码", "GB/T 9704 8", "换算到竖放的纸上，并入R61、R62判断"),
        ("R78", MUST, "计量单位和数字用法", "GB/T 9704 9", "要对照内容逐字核对；其中的标点由R79至R98判断"),
        ("R83", NORM, "破折号、省略号不在行首", _CLREQ, "国家标准不要求，且与其示例不一致"),
        ("R89", NORM, "标点压缩的先后", _CLREQ, "排好的文件只留下结果，看不出先后"),
        ("R92", NORM, "行长为字的整数倍", _CLREQ, "并入R5判断"),
        ("R96", CONV, "孤行不成页", _CLREQ, "避开孤行要少排一行，与每页22行（R4）相抵，以国家标准为准"),
        ("R99", NORM, "全文用同一级别", _CLREQ, "R79、R81对全文用同一尺度判断"),
        ("R106", CONV, "简报的密级", "惯例", "密级由R11判断；“内部资料”等字样没有统一写法"),
        ("R107", CONV, "简报的红线", "惯例", "并入R101判断"),
        ("R108", CONV, "简报的目录和按语", "惯例", "有没有、用什么字体，都没有依据"),
        ("R109", CONV, "简报的正文", "惯例", "并入R22至R30判断"),
        ("R111", CONV, "简报的页码", "惯例", "并入R59至R62判断"),
        ("R112", MUST, "通报的格式", "《党政机关公文处理工作条例》8", "通报没有专门的格式，按文件格式判断"),
        ("R113", CONV, "进展表的位置", "惯例", "放在正文还是附件，由起草单位确定"),
        ("R114", MUST, "任务分解表作附件", "GB/T 9704 7.3.7", "并入R44至R46判断"),
        ("R125", CONV, "何时横排", "惯例", "由各列的内容确定；超出版心的由R68、R123判断"),
    )
)
