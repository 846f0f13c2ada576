"""`check_file`: a path in, the report of the check that fits the file's kind out."""

from __future__ import annotations

from pathlib import Path

from workbench.errors import CannotReadError, UnsupportedFormatError
from workbench.rows.checks import CheckReport

#: Endings of files that can be checked.
SUFFIXES = (".pdf", ".docx")
#: What a paper of an office never weighs.
MOST_BYTES = 200 * 1024 * 1024


def check_file(path: Path) -> CheckReport:
    """Judge a PDF or Word file. Raises CannotReadError, UnsupportedFormatError for other kinds."""
    return check_bytes(path.name, bytes_of(path))


def check_bytes(name: str, data: bytes) -> CheckReport:
    """The same for a file that was read; its kind is told by how it begins, not by its name."""
    if b"%PDF-" in data[:1024]:
        from workbench.checking.pdf import check_pdf

        return check_pdf(data, name)
    if data[:4] == b"PK\x03\x04" and name.lower().endswith(".docx"):
        from workbench.checking.word import check_docx

        return check_docx(data, name)
    raise UnsupportedFormatError(
        f"“{name}”不是 PDF 或 Word（docx）文件，无法检查格式。",
        "请用 Word 或 WPS 另存为 PDF 或 docx，再检查。",
    )


def bytes_of(path: Path) -> bytes:
    """What a file holds. Raises CannotReadError."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise CannotReadError(f"“{path.name}”过大，无法检查。", "请拆分成几份，再分别检查。")
        return path.read_bytes()
    except FileNotFoundError as error:
        raise CannotReadError(f"找不到文件“{path}”。", "请核对文件的位置和名称。") from error
    except OSError as error:
        what = f"打不开文件“{path.name}”。"
        raise CannotReadError(what, "请关闭占用它的程序，并检查是否有权限读取。") from error
