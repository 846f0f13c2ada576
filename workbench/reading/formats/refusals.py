"""Files that are known and not read: what each is, and the way forward."""

from __future__ import annotations

from workbench.errors import UnsupportedFormatError

_TO_DOCX = "请在 WPS 或 Word 中打开，另存为 .docx 后再导入。"
_PASSWORD = "请在 WPS 或 Word 中输入密码打开，取消密码后另存再导入。"
_PICTURE = (
    "这是一张图片，其中的文字不能直接读取。",
    "请先用文字识别软件转成文字，校对后存为 .docx 或 .txt 再导入。",
)
_ARCHIVE = ("这是一个压缩包，不是一份文件。", "请解压后逐份导入其中的文件。")
_PROGRAM = ("这是一个程序文件，不是文件正文。", "请导入文件的正文，如 .docx、.pdf 或 .txt。")

#: How a kind of file begins, and what to say of it.
_BEGINNINGS: tuple[tuple[bytes, tuple[str, str]], ...] = (
    *(
        (mark, _PICTURE)
        for mark in (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"\0\0\0\x0cjP")
    ),
    *((mark, _ARCHIVE) for mark in (b"Rar!\x1a", b"7z\xbc\xaf", b"\x1f\x8b\x08", b"BZh9", b"\xfd7zXZ")),
    *((mark, _PROGRAM) for mark in (b"MZ\x90\0", b"\x7fELF", b"SQLite format 3\0")),
    (b"{\\rtf", ("这是 RTF 文件。", _TO_DOCX)),
    (b"%!PS", ("这是 PostScript 打印文件。", "请转为 PDF 后再导入。")),
)
#: Packages by a part that only they have.
_PACKAGES = (
    ("xl/workbook.bin", ("这是二进制工作簿（.xlsb）。", "请在 WPS 或 Excel 中另存为 .xlsx 后再导入。")),
    ("ppt/presentation.xml", ("这是演示文稿。", "请导入文件的正文，如 .docx、.pdf 或 .txt。")),
    ("mimetype", ("这是 OpenDocument 文件（.odt、.ods）。", _TO_DOCX)),
)


def refuse_by_beginning(data: bytes) -> None:
    """Raise UnsupportedFormatError for a picture, an archive, a program and their like."""
    for mark, words in _BEGINNINGS:
        if data.startswith(mark):
            raise UnsupportedFormatError(*words)
    is_bitmap = data.startswith(b"BM") and data[2:6] == len(data).to_bytes(4, "little")
    if is_bitmap or (data.startswith(b"RIFF") and data[8:12] == b"WEBP") or data[4:12] == b"ftypheic":
        raise UnsupportedFormatError(*_PICTURE)


def unread_package(names: frozenset[str]) -> UnsupportedFormatError:
    """What to say of a zip container by the names of its parts."""
    known = next((words for part, words in _PACKAGES if part in names), _ARCHIVE)
    return UnsupportedFormatError(*known)


def unread_compound(data: bytes) -> UnsupportedFormatError:
    """What to say of a legacy Office file (OLE container) that is no workbook."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return UnsupportedFormatError("这份文件设有打开密码。", _PASSWORD)
    if "PowerPoint Document".encode("utf-16-le") in data:
        return UnsupportedFormatError(
            "这是旧版演示文稿（.ppt）。", "请导入文件的正文，如 .docx、.pdf 或 .txt。"
        )
    return UnsupportedFormatError("这是旧版 Word 或 WPS 文字文件（.doc、.wps）。", _TO_DOCX)


def unread_xml() -> UnsupportedFormatError:
    return UnsupportedFormatError(
        "这是一份 XML 数据文件，不是文件正文。", "请在生成它的程序中另存为 .docx、.xlsx 或网页后再导入。"
    )


def empty() -> UnsupportedFormatError:
    return UnsupportedFormatError("这份文件是空的，没有可读的内容。", "请检查文件是否下载完整。")
