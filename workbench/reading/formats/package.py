"""An Office package (.docx, .xlsx): a zip container whose parts are read only after they were weighed.

Nothing is unpacked to disk, no entity is resolved and no link is followed.
"""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib

from lxml import etree

from workbench.errors import CannotReadError, UnsupportedFormatError

#: What all parts together may unpack to, and one part of XML (its tree takes several times as much memory).
_MOST_UNPACKED = 600 * 1024 * 1024
_MOST_XML = 24 * 1024 * 1024
#: What may be parsed in all: a workbook may name one sheet a thousand times.
_MOST_PARSED = 4 * _MOST_XML
_MOST_PARTS = 20_000
#: Office files hardly shrink by more than 100; a part that shrinks by more and is large is a bomb.
_MOST_GROWTH = 400
_SMALL = 8 * 1024 * 1024
_STRICT = b"http://purl.oclc.org/ooxml/"
_DOCTYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("ascii", "utf-16-le", "utf-16-be"))
#: The strict variant of the format differs from the usual one in the names of its namespaces.
_NAMESPACES = (
    (_STRICT + b"wordprocessingml/main", b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    (_STRICT + b"spreadsheetml/main", b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"),
    (
        _STRICT + b"officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


class Package:
    """The parts of an Office file by name. Raises CannotReadError where it is damaged or a zip bomb."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, struct.error) as error:
            raise _damaged() from error
        self._parsed = 0
        self._parts = {info.filename.lstrip("/"): info for info in self._zip.infolist()}
        self._weigh()

    def _weigh(self) -> None:
        parts = self._zip.infolist()
        if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _MOST_UNPACKED:
            raise _too_large()
        for part in parts:
            if part.file_size > _SMALL and part.file_size > part.compress_size * _MOST_GROWTH:
                raise _too_large()

    @property
    def names(self) -> frozenset[str]:
        """The names of all parts."""
        return frozenset(self._parts)

    def xml(self, name: str) -> etree._Element | None:
        """The root of a part of XML, None where the package has no such part."""
        info = self._parts.get(name)
        if info is None:
            return None
        self._parsed += info.file_size
        if info.file_size > _MOST_XML or self._parsed > _MOST_PARSED:
            raise _too_large()
        data = self._read(info)
        if any(mark in data for mark in _DOCTYPES):
            raise CannotReadError(
                "这份文件含有外部引用声明，为安全起见没有读取。", "请在 WPS 或 Office 中打开，另存后再导入。"
            )
        for strict, usual in _NAMESPACES:
            data = data.replace(strict, usual)
        try:
            return etree.fromstring(data, _parser())
        except (etree.XMLSyntaxError, ValueError) as error:
            raise _damaged() from error

    def _read(self, info: zipfile.ZipInfo) -> bytes:
        if info.flag_bits & 1:
            raise UnsupportedFormatError("这份文件设有打开密码。", "请取消密码后另存，再导入。")
        try:
            return self._zip.read(info)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError) as error:
            raise _damaged() from error

    def main_part(self, otherwise: str) -> str:
        """The name of the part the package is about."""
        for kind, target in self.relations(""):
            if kind == "officeDocument" and target in self._parts:
                return target
        return otherwise

    def relations(self, name: str) -> list[tuple[str, str]]:
        """Kind and name of each part that a part refers to; links that leave the file are not among them."""
        return [(kind, target) for _, kind, target in self.relations_by_id(name)]

    def relations_by_id(self, name: str) -> list[tuple[str, str, str]]:
        """As `relations`, each with the id by which the part names it."""
        folder, base = posixpath.split(name)
        root = self.xml(posixpath.join(folder, "_rels", base + ".rels"))
        found = []
        for relation in root.iter(_RELATIONSHIP) if root is not None else ():
            if relation.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", "")))
                kind = relation.get("Type", "").rpartition("/")[2]
                found.append((relation.get("Id", ""), kind, target.lstrip("/")))
        return found


def local_name(element: etree._Element) -> str:
    """The name of an element without its namespace; "" for a comment or an instruction."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False, remove_comments=True
    )


def _damaged() -> CannotReadError:
    return CannotReadError("这份文件不完整或已损坏，无法打开。", "请重新下载或向原单位索取后再导入。")


def _too_large() -> CannotReadError:
    return CannotReadError(
        "这份文件解压后过大，不像一份正常的文件，没有读取。", "请在 WPS 或 Office 中打开确认，拆分后再导入。"
    )
