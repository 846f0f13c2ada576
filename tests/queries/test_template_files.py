"""Templates as the office adapts them: every text found and put back, columns moved, wrong files told."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.errors import RefusedError
from workbench.queries.papers import template_files as files
from workbench.queries.papers.template import find_template, list_templates
from workbench.queries.papers.template_files import TemplateText, template_texts, with_text

NAMES = sorted(name for name, _ in list_templates())


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An office's own folder of templates."""
    for module in ("workbench.queries.papers.template_files", "workbench.queries.papers.template"):
        monkeypatch.setattr(f"{module}.office_path", lambda *parts: tmp_path.joinpath(*parts))
    return tmp_path / "templates"


def text_at(text: str, where: str, head: str | None = None) -> TemplateText:
    return next(one for one in template_texts(text) if one.where == where and one.head == head)


@pytest.mark.parametrize("name", NAMES)
def test_every_text_stands_where_it_is_said_to(name: str) -> None:
    text = files.our_text(name)
    found = template_texts(text)
    assert found and found[0].where == "公文名称"
    for one in found:
        assert with_text(text, one) == text
        changed = tomllib.loads(with_text(text, replace(one, words='改成\\“这样"')))
        assert changed != tomllib.loads(text)
        assert '改成\\“这样"' in str(changed) or "改成\\\\“这样" in str(changed)


@given(words=st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=30))
def test_any_words_come_back_as_they_were_typed(words: str) -> None:
    text = files.our_text("onepage")
    title = text_at(text, "标题")
    again = template_texts(with_text(text, replace(title, words=words)))
    assert [one.words for one in again] == [
        words if one == title else one.words for one in template_texts(text)
    ]


@pytest.mark.parametrize("name", NAMES)
def test_any_part_can_be_left_out(name: str) -> None:
    text = files.our_text(name)
    for one in template_texts(text):
        if one.part is not None:
            shorter = files.without(text, one)
            data = tomllib.loads(shorter)
            assert data != tomllib.loads(text)
            assert one.words not in [again.words for again in template_texts(shorter) if again == one]


def test_a_column_renamed_moved_and_left_out() -> None:
    text = files.our_text("circular")
    where = "附件1 第1段 表格的列"

    def heads(of: str) -> list[str | None]:
        return [one.head for one in template_texts(of) if one.where == where]

    column = text_at(text, where, "存在问题")
    renamed = with_text(text, replace(column, head="问题和困难"))
    before = heads(text)
    assert heads(renamed) == ["问题和困难" if head == "存在问题" else head for head in before]
    up = heads(files.moved(text, column, -1))
    assert up.index("存在问题") == before.index("存在问题") - 1 and sorted(map(str, up)) == sorted(
        map(str, before)
    )
    assert files.moved(text, text_at(text, where, "序号"), -1) == text
    assert heads(files.without(text, column)) == [head for head in before if head != "存在问题"]


def test_what_the_office_keeps_goes_before_ours(own: Path) -> None:
    text = files.our_text("onepage")
    title = text_at(text, "标题")
    files.keep_template("onepage", with_text(text, replace(title, words="一页纸")))
    assert find_template("onepage").title == "一页纸"
    (kept,) = [one for one in files.template_files() if one.own]
    assert (kept.name, kept.ours, kept.wrong) == ("onepage", True, "")
    files.drop_template("onepage")
    assert find_template("onepage").title == title.words


def test_a_copy_is_a_paper_of_its_own(own: Path) -> None:
    name, text = files.new_template("月度 调度表", files.our_text("breakdown"))
    files.keep_template(name, text)
    assert dict(list_templates())["月度调度表"].name == "月度 调度表"
    with pytest.raises(RefusedError, match="已经有名为“月度 调度表”的公文"):
        files.new_template("月度 调度表", text)


def test_a_wrong_text_is_not_kept(own: Path) -> None:
    text = files.our_text("onepage")
    for wrong, told in (
        (text.replace('"', "", 1), "第2行第"),
        (text + "\n[[text]]\n", "每一段要写且只写一种内容"),
        (text.replace("title =", "titel =", 1), "不认识的项：titel"),
    ):
        with pytest.raises(RefusedError, match=told):
            files.keep_template("onepage", wrong)
    assert not own.exists()


def test_a_wrong_file_is_told_and_ours_stands_again(own: Path) -> None:
    own.mkdir()
    (own / "onepage.toml").write_text("name = 一页纸", "utf-8")
    (own / "新公文.toml").write_text("name = 1", "utf-8")
    known = dict(list_templates())
    assert known["onepage"].name == "会议用一页纸" and "新公文" not in known
    wrong = {one.name: one.wrong for one in files.template_files() if one.wrong}
    assert "第1行第8列看不懂" in wrong["onepage"] and "缺少" in wrong["新公文"]
