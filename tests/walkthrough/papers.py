"""Two documents of a city that does not exist, as files a planner would be sent: a .txt and a .docx."""

from __future__ import annotations

from pathlib import Path

NOTICE = """云岭市人民政府办公室关于印发《云岭市数字政府建设2027年工作要点》的通知

云政办〔2026〕41号

各县（市、区）人民政府，市直各单位：

《云岭市数字政府建设2027年工作要点》已经市政府同意，现印发给你们，请认真贯彻落实。

云岭市人民政府办公室
2026年11月10日

云岭市数字政府建设2027年工作要点

一、夯实数字底座

1.建设城市智能中枢。2027年1月启动，统一接入全市视频和感知数据，建成运行中心。（责任单位：市数据局、市公安局、市城管局；完成时限：2027年6月底前）

2.升级政务云平台。推动12个部门业务系统上云，淘汰老旧机房。（责任单位：市数据局、市财政局；完成时限：2027年9月底前）

3.完善公共数据目录。编制公共数据资源目录，实现一数一源。（责任单位：市数据局、市直各部门；完成时限：2027年3月底前）

4.出台公共数据授权运营办法。明确授权范围、程序和收益分配。（责任单位：市司法局、市数据局；完成时限：2027年第三季度）

二、优化政务服务

5.推进高效办成一件事。新增20个主题集成服务。（责任单位：市行政审批局、市市场监管局；完成时限：2027年12月底前）

6.提升12345热线服务质量。建立疑难诉求会办机制。（责任单位：市信访局、市热线办；完成时限：2027年6月底前）

7.推广电子证照应用。高频证照共享率达到95%以上。（责任单位：市公安局、市人社局；完成时限：2027年10月底前）

三、强化安全保障

8.健全数据分类分级制度。制定重要数据目录。（责任单位：市委网信办、市数据局；完成时限：2027年5月底前）

9.开展网络安全实战演练。每半年组织一次攻防演练。（责任单位：市委网信办、市公安局；完成时限：持续推进）
"""

TITLE = "云岭市人工智能应用场景任务分解表"
HEADS = ("序号", "工作任务", "具体举措", "责任单位", "完成时限")
ROWS = (
    ("1", "编制场景清单", "征集并发布首批应用场景清单。", "市发展改革委、市数据局", "2027年3月底前"),
    ("2", "建设公共算力平台", "建成不低于200P的公共算力。", "市数据局、市科技局", "2027年8月底前"),
    ("3", "开放医疗影像数据集", "形成10个可用数据集。", "市卫健委、市数据局", "2027年6月底前"),
    ("4", "打造智慧文旅样板", "上线全域旅游智能导览。", "市文旅局", "2027年9月底前"),
    ("5", "推广农业智能装备", "在5个县建设示范基地。", "市农业农村局、市财政局", "2027年11月底前"),
    ("6", "举办场景对接活动", "全年不少于4场。", "市工信局、市发展改革委", "2027年12月底前"),
)


def write_papers(folder: Path) -> tuple[Path, Path]:
    """Both files, in a folder."""
    notice, table = folder / "yaodian.txt", folder / "fenjie.docx"
    notice.write_text(NOTICE, encoding="utf-8")
    _write_table(table)
    return notice, table


def _write_table(path: Path) -> None:
    from docx import Document

    paper = Document()
    paper.add_heading(TITLE, 0)
    grid = paper.add_table(rows=1, cols=len(HEADS))
    for cell, head in zip(grid.rows[0].cells, HEADS, strict=True):
        cell.text = head
    for row in ROWS:
        for cell, words in zip(grid.add_row().cells, row, strict=True):
            cell.text = words
    paper.save(str(path))
