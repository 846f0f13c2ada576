"""Word files written in a test as WordprocessingML, for what python-docx cannot write."""

from __future__ import annotations

import io
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_NAMES = (
    f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)


def package(parts: dict[str, str | bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        for name, part in parts.items():
            file.writestr(name, part)
    return stream.getvalue()


def word(body: str, **parts: str) -> bytes:
    """A .docx of a body and, by name, the insides of its numbering, styles and footnotes."""
    roots = {"numbering": "numbering", "styles": "styles", "footnotes": "footnotes"}
    relations = "".join(
        f'<Relationship Id="r{at}" Type="{_OFFICE}/{name}" Target="{name}.xml"/>'
        for at, name in enumerate(parts)
    )
    return package(
        {
            "word/document.xml": f"<w:document {_NAMES}><w:body>{body}</w:body></w:document>",
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}">{relations}</Relationships>',
            **{
                f"word/{name}.xml": f"<w:{roots[name]} {_NAMES}>{inside}</w:{roots[name]}>"
                for name, inside in parts.items()
            },
        }
    )


def p(words: str, *, level: int | None = None, list_: int = 1, style: str = "") -> str:
    """A paragraph, in a list where `level` is given."""
    numbered = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_}"/></w:numPr>'
    styled = f'<w:pStyle w:val="{style}"/>' if style else ""
    run = words if words.startswith("<") else f"<w:r><w:t>{words}</w:t></w:r>"
    return f"<w:p><w:pPr>{styled}{numbered if level is not None else ''}</w:pPr>{run}</w:p>"


def levels(*shapes: tuple[str, str], name: int = 0) -> str:
    """An abstract list of (format, text) levels."""
    inside = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{shape}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for at, (shape, text) in enumerate(shapes)
    )
    return f'<w:abstractNum w:abstractNumId="{name}">{inside}</w:abstractNum>'


def instance(name: int, abstract: int = 0, inside: str = "") -> str:
    return f'<w:num w:numId="{name}"><w:abstractNumId w:val="{abstract}"/>{inside}</w:num>'


def tc(words: str, merge: str = "", span: int = 1) -> str:
    """A table cell; `merge` is "restart" or "continue" for cells joined downwards."""
    down = f'<w:vMerge w:val="{merge}"/>' if merge else ""
    inside = words if words.startswith("<") else p(words)
    return f'<w:tc><w:tcPr><w:gridSpan w:val="{span}"/>{down}</w:tcPr>{inside}</w:tc>'


def tbl(*rows: str) -> str:
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"
