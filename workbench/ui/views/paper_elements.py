"""The elements of a paper that an office fills in itself (版头、主体、版记各要素): fields as data, and what
each does to a paper's description."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from workbench.rows.papers import Format, PaperFacts

_RED_HEADS: Final = frozenset({Format.DOCUMENT, Format.LETTER, Format.ORDER, Format.MINUTES, Format.BULLETIN})
_NUMBERED: Final = frozenset({Format.DOCUMENT, Format.LETTER, Format.ORDER, Format.MINUTES})
_CLASSIFIED: Final = frozenset({Format.DOCUMENT, Format.LETTER, Format.MINUTES, Format.BULLETIN})


@dataclass(frozen=True, slots=True)
class Element:
    """One field: `now` is what the paper says without it, `put` the paper with it.

    `word` is its name in templates, so that titles and sentences follow. A `remembered` one is the same on
    every paper of the office. `formats` are those that have it.
    """

    label: str
    now: Callable[[PaperFacts], str]
    put: Callable[[PaperFacts, str], PaperFacts]
    formats: frozenset[Format] = _RED_HEADS
    word: str = ""
    remembered: bool = False
    choices: tuple[str, ...] = ()


def _of_head(
    label: str,
    field: str,
    formats: frozenset[Format] = _RED_HEADS,
    *,
    word: str = "",
    remembered: bool = False,
    choices: tuple[str, ...] = (),
) -> Element:
    """An element that is a field of the head."""

    def put(facts: PaperFacts, text: str) -> PaperFacts:
        values: dict[str, Any] = {field: text}
        return replace(facts, head=replace(facts.head, **values))

    def now(facts: PaperFacts) -> str:
        return str(getattr(facts.head, field))

    return Element(label, now, put, formats, word, remembered, choices)


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.replace(";", "；").split("；") if name.strip())


def _put_signers(facts: PaperFacts, text: str) -> PaperFacts:
    signers = tuple(name for name in text.replace("、", " ").split() if name)
    return replace(facts, head=replace(facts.head, signers=signers))


def _put_signature(facts: PaperFacts, text: str) -> PaperFacts:
    return replace(facts, closing=replace(facts.closing, signer=text)) if facts.closing else facts


def _put_copies(facts: PaperFacts, text: str) -> PaperFacts:
    return replace(facts, imprint=replace(facts.imprint, copies_to=_names(text))) if facts.imprint else facts


def _put_printer(facts: PaperFacts, text: str) -> PaperFacts:
    return replace(facts, imprint=replace(facts.imprint, printed_by=text)) if facts.imprint else facts


ELEMENTS: Final = (
    _of_head("份号", "copy_no", _CLASSIFIED),
    _of_head("密级", "secrecy", _CLASSIFIED, choices=("", "秘密★1年", "机密★5年", "绝密★10年")),
    _of_head("紧急程度", "urgency", _CLASSIFIED, choices=("", "特急", "加急")),
    _of_head("发文机关", "issuer", word="发文机关", remembered=True),
    _of_head("发文字号", "doc_no", _NUMBERED, word="发文字号"),
    Element(
        "签发人",
        lambda facts: "、".join(facts.head.signers),
        _put_signers,
        frozenset({Format.DOCUMENT}),
    ),
    Element(
        "主送机关",
        lambda facts: "；".join(facts.recipients),
        lambda facts, text: replace(facts, recipients=_names(text)),
        word="主送",
        remembered=True,
    ),
    Element("署名", lambda facts: facts.closing.signer if facts.closing else "", _put_signature),
    Element("附注", lambda facts: facts.note, lambda facts, text: replace(facts, note=text)),
    Element(
        "抄送机关",
        lambda facts: "；".join(facts.imprint.copies_to) if facts.imprint else "",
        _put_copies,
        word="抄送",
        remembered=True,
    ),
    Element(
        "印发机关",
        lambda facts: facts.imprint.printed_by if facts.imprint else "",
        _put_printer,
        frozenset({Format.DOCUMENT, Format.MINUTES, Format.ORDER}),
        word="印发机关",
        remembered=True,
    ),
)


def words_of(texts: Mapping[str, str]) -> dict[str, str]:
    """What was filled in, by the names templates call it."""
    return {one.word: texts[one.label] for one in ELEMENTS if one.word and texts.get(one.label)}


def filled_in(facts: PaperFacts, texts: Mapping[str, str]) -> PaperFacts:
    """The paper with what was filled in."""
    for element in ELEMENTS:
        if facts.head.format in element.formats and (text := texts.get(element.label, "").strip()):
            facts = element.put(facts, text)
    return replace(facts, warnings=(*facts.warnings, *_missing(facts)))


def _missing(facts: PaperFacts) -> list[str]:
    """What the standard asks for and the paper lacks, as far as the templates do not say so themselves."""
    told = []
    if facts.head.secrecy and not facts.head.copy_no:
        told.append("标注了密级，还应当编制份号（GB/T 9704-2012 7.2.1）。")
    if facts.head.format in _RED_HEADS and not (facts.head.issuer or facts.head.name):
        told.append("没有填写发文机关，版头无法标注发文机关标志。")
    return [sentence for sentence in told if sentence not in facts.warnings]
