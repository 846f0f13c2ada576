"""Front matter: title, number, issuer, dates, and what a web page adds."""

from __future__ import annotations

import datetime as dt

import pytest

from workbench.reading import read_bytes
from workbench.reading.draft import Meta
from workbench.reading.front import is_boilerplate, read_front
from workbench.reading.repair import repair
from workbench.terms import Level


def meta(document: str | None) -> Meta:
    text, _ = repair(document or "")
    return read_front(text, list(text.lines)).meta


def test_a_notice_that_prints_another_document() -> None:
    """
    清江省人民政府关于印发清江省数据条例实施方案的通知
    清政〔2024〕8号
    各市、县人民政府：
    现将《清江省数据条例实施方案》印发给你们，请认真贯彻执行。
    清江省人民政府
    2024年4月2日
    清江省数据条例实施方案
    一、总体要求
    （一）目标
    二、任务
    （一）甲
    （二）乙
    三、保障
    """
    read = meta(test_a_notice_that_prints_another_document.__doc__)

    assert read.title == "清江省数据条例实施方案"
    assert (read.doc_no, read.issuer) == ("清政〔2024〕8号", "清江省人民政府")
    assert (read.issued_on, read.level) == (dt.date(2024, 4, 2), Level.PROVINCE)


def test_an_opinion_in_its_own_name_with_the_date_at_its_end() -> None:
    """
    国务院关于促进示范区
    高质量发展的若干意见
    国发〔2019〕3号
    各省、自治区、直辖市人民政府：
    示范区是开放平台。
    一、指导思想
    坚持改革。
    国务院
    2019年1月12日
    （此件公开发布）
    """
    read = meta(test_an_opinion_in_its_own_name_with_the_date_at_its_end.__doc__)

    assert read.title == "国务院关于促进示范区高质量发展的若干意见"
    assert (read.issuer, read.issued_on) == ("国务院", dt.date(2019, 1, 12))
    assert read.level is Level.NATIONAL


def test_a_short_notice_keeps_its_points_in_the_body() -> None:
    """
    清江省人民政府办公厅关于做好2025年数据工作的通知
    各市人民政府：
    一、压实责任。各地要落实。
    清江省人民政府办公厅
    2025年2月8日
    """
    text, _ = repair(test_a_short_notice_keeps_its_points_in_the_body.__doc__ or "")
    front = read_front(text, list(text.lines))

    assert front.meta.issued_on == dt.date(2025, 2, 8)
    assert [line for line in text.lines if line not in front.lines] == [text.lines[2]]


def test_the_labels_of_a_government_site() -> None:
    """
    • 发文机关: 云岭市数据局
    • 成文日期:2022-04-28
    • 标    题: 云岭市数字化规划
    • 发文字号: 云数〔2022〕28号
    第一章 总则
    """
    read = meta(test_the_labels_of_a_government_site.__doc__)

    assert (read.title, read.doc_no) == ("云岭市数字化规划", "云数〔2022〕28号")
    assert (read.issuer, read.issued_on) == ("云岭市数据局", dt.date(2022, 4, 28))


def test_a_number_run_into_the_title_and_the_recipients() -> None:
    line = "国务院关于印发国家环境保护规划的通知国发〔2011〕42号 各省、自治区、直辖市人民政府："

    assert meta(line).doc_no == "国发〔2011〕42号"


def test_a_validity() -> None:
    assert meta("本方案有效期至2030年12月31日。").effective_until == dt.date(2030, 12, 31)


@pytest.mark.parametrize(
    "line",
    [
        "扫一扫在手机上查看当前页面",
        "来源:省政府网站",
        "返回顶部",
        "| | | |",
        "(此件主动公开)",
        "— 3 —",
        "2025-03-10 16:20",
    ],
)
def test_what_a_web_page_adds(line: str) -> None:
    assert is_boilerplate(line)


@pytest.mark.parametrize("line", ["一、总体要求", "来源广泛的数据", "解读政策文件", "2025年3月10日"])
def test_what_a_document_says_itself(line: str) -> None:
    assert not is_boilerplate(line)


def test_the_date_of_a_notice_that_lost_its_office() -> None:
    """
    清江省人民政府办公厅关于印发清江省数据条例实施方案的通知
    清政办发〔2033〕14号
    各市、州人民政府：
    《清江省数据条例实施方案》已经省人民政府同意，现印发给你们。
    2033年4月20日
    清江省数据条例实施方案
    一、总体要求
    坚持创新。
    """
    read = meta(test_the_date_of_a_notice_that_lost_its_office.__doc__)

    assert (read.title, read.issued_on) == ("清江省数据条例实施方案", dt.date(2033, 4, 20))


def test_a_notice_of_a_phrase_goes_by_its_own_title() -> None:
    """
    清江省人民政府文件
    清政发〔2033〕10号
    清江省人民政府印发关于支持低空经济发展若干措施的通知
    各市、县（市、区）人民政府：
    现将《关于支持低空经济发展的若干措施》印发给你们，请认真贯彻落实。
    清江省人民政府
    2033年4月17日
    """
    assert meta(test_a_notice_of_a_phrase_goes_by_its_own_title.__doc__).title == (
        "清江省人民政府印发关于支持低空经济发展若干措施的通知"
    )


def test_a_title_over_three_lines_under_a_red_head() -> None:
    """
    云岭市人民政府文件
    云政发〔2031〕2号
    云岭市人民政府
    关于印发云岭市推进数字政府建设
    三年行动计划（2031—2033年）的通知
    各区人民政府：
    """
    read = meta(test_a_title_over_three_lines_under_a_red_head.__doc__)

    assert read.title == "云岭市推进数字政府建设三年行动计划（2031—2033年）"


def test_years_in_brackets_below_a_title_end_it_and_a_date_does_not() -> None:
    """
    云岭区打响服务品牌
    三年行动计划
    （2031—2033年）
    （2031年5月6日）
    一、目标
    """
    read = meta(test_years_in_brackets_below_a_title_end_it_and_a_date_does_not.__doc__)

    assert read.title == "云岭区打响服务品牌三年行动计划（2031—2033年）"
    assert read.issued_on == dt.date(2031, 5, 6)


def test_a_law_the_text_cites_is_not_what_a_notice_prints() -> None:
    """
    云岭省推进数据授权运营实施方案
    《中华人民共和国数据法》已发布，《云岭省数据条例》已于2030年公布，结合实际，制定本方案。
    """
    read = meta(test_a_law_the_text_cites_is_not_what_a_notice_prints.__doc__)

    assert read.title == "云岭省推进数据授权运营实施方案"


def test_several_offices_sign_together() -> None:
    """
    云岭省工业和信息化厅等三部门关于印发云岭省机器人产业方案的通知
    云工信发〔2031〕7号
    现将《云岭省机器人产业方案》印发给你们。
    云岭省工业和信息化厅
    云岭省科学技术厅
    云岭省数据局
    2031年3月2日
    """
    assert meta(test_several_offices_sign_together.__doc__).issuer == (
        "云岭省工业和信息化厅、云岭省科学技术厅、云岭省数据局"
    )


@pytest.mark.parametrize(
    "signature",
    [
        "云岭省数字经济发展\n领导小组办公室（代章）\n2031年3月2日",
        "云岭省数字经济发展领导小组办公室\n（云岭省数据局代章）\n2031年3月2日",
        "云岭省数字经济发展领导小组办公室      2031年3月2日",
    ],
)
def test_a_signature_in_two_lines_or_with_a_seal(signature: str) -> None:
    read = meta(f"云岭省2031年工作要点\n现印发给你们，请认真落实。\n{signature}\n一、目标\n二、任务")

    assert (read.issuer, read.issued_on) == ("云岭省数字经济发展领导小组办公室", dt.date(2031, 3, 2))


def test_the_imprint_tells_who_and_when_where_nobody_signed() -> None:
    read = meta("云岭省文化数字化方案\n一、目标\n中共云岭省委宣传部办公室 2031年10月13日印发")

    assert (read.issuer, read.issued_on) == ("中共云岭省委宣传部办公室", dt.date(2031, 10, 13))


def test_labels_of_a_site_stand_several_in_a_line() -> None:
    """
    索 引 号:\t043000-10-2031\t分 类:\t市委文件
    发布机构:\t云岭市数据局\t发布日期:\t2031-10-21
    名 称:\t云岭市数据工作要点\t文 号:\t云数发〔2031〕8号
    一、目标
    """
    read = meta((test_labels_of_a_site_stand_several_in_a_line.__doc__ or "").replace("\\t", "\t"))

    assert (read.title, read.doc_no) == ("云岭市数据工作要点", "云数发〔2031〕8号")
    assert (read.issuer, read.issued_on) == ("云岭市数据局", dt.date(2031, 10, 21))


def test_a_notice_with_points_of_its_own_keeps_them_above_its_signature() -> None:
    """
    云岭市人民政府关于做好重点工作的通知
    各区人民政府：
    一、稳住工业。（责任单位：市工信局）
    二、扩大消费。（责任单位：市商务局）
    云岭市人民政府
    2031年2月8日
    附件
    1.联系人名单
    2.报送表
    3.样表
    4.样表
    5.样表
    6.样表
    """
    text, _ = repair(test_a_notice_with_points_of_its_own_keeps_them_above_its_signature.__doc__ or "")
    front = read_front(text, list(text.lines))

    assert front.meta.issuer == "云岭市人民政府"
    assert not {text.lines[2], text.lines[3]} & set(front.lines)


def test_a_title_that_ends_like_none_is_the_first_short_line() -> None:
    assert meta("云岭市2031年民生十件大事安排部署会精神\n为办好民生实事，明确如下。\n一、教育").title == (
        "云岭市2031年民生十件大事安排部署会精神"
    )
    assert meta("推进数据共享\n责任单位：省数据局\n一、教育").title == ""


def test_a_site_tells_the_day_where_the_document_does_not() -> None:
    read = meta("云岭市数据工作要点\n发布时间：2031-05-29 14:36:23\n一、目标\n二、任务")

    assert read.issued_on == dt.date(2031, 5, 29)


def test_blanks_in_a_number_and_a_title_are_no_part_of_them() -> None:
    """
    云岭区人民政府关于印发 《云岭区重点工作任务 分工方案》的通知
    云政发 〔 2031 〕 2 号
    各街道办事处：
    """
    read = meta(test_blanks_in_a_number_and_a_title_are_no_part_of_them.__doc__)

    assert (read.title, read.doc_no) == ("云岭区重点工作任务分工方案", "云政发〔2031〕2号")


def test_labels_of_a_site_may_be_parted_by_pipes() -> None:
    lines = [
        "索 引 号: | 0001/2022-9 | 信息分类: | |",
        "文 号: | 凉府办发〔2022〕10号 | 是否有效: | |",
        "名 称: | 凉都市新型基础设施建设方案 |",
        "一、目标",
    ]
    meta = read_bytes("a.txt", "\n".join(lines).encode()).meta

    assert (meta.title, meta.doc_no, meta.issuer) == (
        "凉都市新型基础设施建设方案",
        "凉府办发〔2022〕10号",
        None,
    )


def test_a_press_report_is_titled_by_what_it_prints() -> None:
    words = "东湖省人民政府办公厅印发《关于推进数字乡村建设的实施方案》\n近日，有关通知发出。\n"

    assert read_bytes("news.txt", words.encode()).meta.title == "关于推进数字乡村建设的实施方案"


def test_the_day_a_regulation_was_made_public() -> None:
    day = "（2020年11月12日东湖省人民政府令第238号公布　自2021年1月1日起施行）"
    words = f"东湖省数据共享办法\n{day}\n第一条　为了规范共享，制定本办法。\n"

    assert read_bytes("law.txt", words.encode()).meta.issued_on == dt.date(2020, 11, 12)


def test_who_had_a_gazette_s_paper_printed_assigns_nothing() -> None:
    assert is_boilerplate("主办:省发展改革委 督办:省政府办公厅七处")


def test_number_and_day_on_one_line_below_the_title() -> None:
    words = "磐石市2021年城市建设重点工作推进表\n磐办字〔2021〕18号  2021年3月1日\n一、抓好落实。\n"

    meta = read_bytes("table.txt", words.encode()).meta

    assert (meta.title, meta.doc_no) == ("磐石市2021年城市建设重点工作推进表", "磐办字〔2021〕18号")
    assert meta.issued_on == dt.date(2021, 3, 1)


def test_who_runs_a_site_is_boilerplate() -> None:
    assert is_boilerplate("主办:浦江新区管委会 承办:浦江新区大数据中心")
