"""Formats: the bytes of a file in, decoded text with its real tables out.

The kind is told by content; only comma-separated text is known by its name. What cannot be read is refused
with the way forward.
"""

from __future__ import annotations

import re
from pathlib import PurePath

from workbench.errors import UnsupportedFormatError
from workbench.reading.formats.source import Grid, GridCell, Source

__all__ = ["Grid", "GridCell", "Source", "open_source"]

_TO_DOCX = "请在 WPS 或 Word 中打开，另存为 .docx 后再导入。"
_IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*")
_HTML = re.compile(
    rb"^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|table|div|section|article|center|(?:p|h[1-6]|ul|ol|font|span)\b)",
    re.I | re.S,
)
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def open_source(name: str, data: bytes) -> Source:
    """Decode one file.

    Raises UnsupportedFormatError (a scan, a password, a legacy .doc, an image, an empty file) or
    GarbledTextError (no code page fits), both with the way forward.
    """
    if not data.strip():
        raise UnsupportedFormatError("这份文件是空的，没有可读的内容。", "请检查文件是否下载完整。")
    if data.startswith(b"PK\x03\x04"):
        return _open_package(data)
    _refuse(name, data)
    if data.startswith(b"%PDF"):
        from workbench.reading.formats.pdf import read_pdf

        return read_pdf(data)
    if _HTML.match(data[:2048]):
        from workbench.reading.formats.html import read_html

        return read_html(data)
    from workbench.reading.formats.markdown import read_markdown
    from workbench.reading.formats.txt import read_txt

    if PurePath(name).suffix.lower() in (".csv", ".tsv"):
        from workbench.reading.formats.csv_text import read_csv

        return read_csv(read_txt(data))
    return read_markdown(read_txt(data))


def _open_package(data: bytes) -> Source:
    """A zip container: Word documents and Excel workbooks are read, others refused by name."""
    from workbench.reading.formats.package import Package

    names = Package(data).names
    if "xl/workbook.bin" in names:
        raise UnsupportedFormatError(
            "这是二进制工作簿（.xlsb）。", "请在 WPS 或 Excel 中另存为 .xlsx 后再导入。"
        )
    if any(name.startswith("word/") for name in names):
        from workbench.reading.formats.docx import read_docx

        return read_docx(data)
    if any(name.startswith("xl/") for name in names):
        from workbench.reading.formats.xlsx import read_xlsx

        return read_xlsx(data)
    if "OFD.xml" in names:
        raise _ofd()
    if "ppt/presentation.xml" in names:
        raise UnsupportedFormatError("这是演示文稿。", "请导入文件的正文，如 .docx、.pdf 或 .txt。")
    if "content.xml" in names and "mimetype" in names:
        raise UnsupportedFormatError("这是 OpenDocument 文件（.odt、.ods）。", _TO_DOCX)
    raise UnsupportedFormatError("这是一个压缩包，不是一份文件。", "请解压后逐份导入其中的文件。")


def _ofd() -> UnsupportedFormatError:
    return UnsupportedFormatError(
        "目前还不能读取 OFD 版式文件。", "请在 OFD 阅读器中导出为 PDF 或另存为 .docx 后再导入。"
    )


def _refuse(name: str, data: bytes) -> None:
    """Refuse what is known and not read, saying what it is."""
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        if _ENCRYPTED in data:
            raise UnsupportedFormatError(
                "这份文件设有打开密码。", "请在 WPS 或 Word 中输入密码打开，取消密码后另存再导入。"
            )
        raise UnsupportedFormatError("这是旧版 Office 文件（.doc、.xls 或 .wps）。", _TO_DOCX)
    if data.startswith(_IMAGES):
        raise UnsupportedFormatError(
            "这是一张图片，其中的文字不能直接读取。",
            "请先用文字识别软件转成文字，校对后存为 .docx 或 .txt 再导入。",
        )
    if data.lstrip().startswith(b"<?xml") and not _HTML.match(data[:2048]):
        raise UnsupportedFormatError(
            "这是一份 XML 数据文件，不是文件正文。", "请导入文件的正文，如 .docx、.txt 或网页。"
        )
    if data.startswith(b"{\\rtf"):
        raise UnsupportedFormatError("这是 RTF 文件。", _TO_DOCX)
    if data.startswith(b"%OFD") or PurePath(name).suffix.lower() == ".ofd":
        raise _ofd()
