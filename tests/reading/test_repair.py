"""Damage: mended where certain, always reported, the source untouched."""

from __future__ import annotations

from workbench.reading.repair import repair


def test_pinyin_behind_its_character_is_left_out() -> None:
    source = "關(guān)于印發(fā)標(biāo)準(zhǔn)(試行)"
    text, problems = repair(source)

    assert text.clean == "關于印發標準(試行)"
    assert text.key == "关于印发标准(试行)"
    assert text.source == source
    assert [problem.code for problem in problems] == ["pinyin-damage"]


def test_letters_that_do_not_fit_the_character_stay() -> None:
    text, problems = repair("平台(app)与标准(iso)")

    assert text.clean == text.source
    assert problems == ()


def test_places_are_those_of_the_source() -> None:
    text, _ = repair("關(guān)于數(shù)字")
    place = text.stretch(*(text.source.index("數"), len(text.source)))

    assert text.quote(place) == "數字"
    assert text.source[text.span(place).start : text.span(place).end] == "數(shù)字"


def test_a_censored_head_is_known_by_its_company() -> None:
    text, problems = repair("&&(責任)單位")

    assert text.key == "牵头(责任)单位"
    assert text.clean == "&&(責任)單位"
    assert [problem.proposal for problem in problems] == ["牵头"]


def test_other_censored_words_are_not_guessed() -> None:
    text, (problem,) = repair("学科&&人")

    assert "&&" in text.key
    assert problem.code == "censored-word"
    assert problem.proposal is None


def test_wrongly_decoded_words_are_flagged_with_a_proposal_only_where_certain() -> None:
    _, certain = repair("優化社??ǖ燃夹g標準")
    _, uncertain = repair("實現社?ㄖ蜗嚓P業務")

    assert [(problem.code, problem.proposal) for problem in certain] == [("damaged-text", "社保卡等技術")]
    assert [(problem.code, problem.proposal) for problem in uncertain] == [("damaged-text", None)]


def test_a_question_is_no_damage() -> None:
    assert repair("什么是數據要素?數據要素是指資源。能否共享?如何推进?各地要落实。")[1] == ()


def test_sound_text_has_no_damage() -> None:
    _, problems = repair("“一带一路”5G+AI，占GDP的57%（PUE值≤1.3）。是否可行？")

    assert problems == ()


def test_a_unit_before_a_censored_word_leads() -> None:
    text, _ = repair("（市数据局&&，市财政局配合）")

    assert text.key == "(市数据局牵头,市财政局配合)"


def test_labels_in_spaced_letters_and_breaks_inside_cells() -> None:
    text, _ = repair("（责 任 单 位：市财政局<br>市水利局）")

    assert text.clean == "（责任单位：市财政局\n市水利局）"


def test_characters_without_ink_are_left_out() -> None:
    text, _ = repair("各\u200b地区、国家发展改\u00ad革委\ufeff")

    assert text.clean == "各地区、国家发展改革委"


def test_letters_a_scanner_took_for_figures_of_a_date_are_put_right_and_told() -> None:
    text, problems = repair("2o23年l2月底前，1O月完成APP上线")

    assert text.clean == "2023年12月底前，1O月完成APP上线"
    assert {problem.code for problem in problems} == {"damaged-text"}
