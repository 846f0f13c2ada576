"""The PDF file around the pages: a canvas that says whose paper it is and in what language.

Equal pages give equal bytes, so the file bears no date. What a file of ReportLab cannot honestly claim is not
claimed: it is not tagged (/MarkInfo), as its content is not marked up as paragraphs and cells, and no PDF/A,
whose output intent ReportLab's catalogue has no place for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import BytesIO
from xml.sax.saxutils import escape

from reportlab import rl_config
from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFDocument, PDFName, PDFStream
from reportlab.pdfgen.canvas import Canvas

from workbench.press.characters import clean
from workbench.press.embedding import EmbeddedFace

PROGRAM = "规划工作台"
LANGUAGE = "zh-CN"


class BareCanvas(Canvas):
    """A canvas whose pages do not begin with a Latin standard font that no page uses."""

    def _make_preamble(self) -> None:
        self._preamble = ""

    @property
    def document(self) -> PDFDocument:
        document: PDFDocument = self.__dict__["_doc"]
        return document

    def finish(self, faces: Iterable[EmbeddedFace]) -> None:
        """Embed the faces the pages used, and write the file."""
        for face in faces:
            face.add_to(self.document)
        self.save()


@contextmanager
def new_file(
    buffer: BytesIO, width: float, height: float, title: str, *, author: str = "", subject: str = ""
) -> Iterator[BareCanvas]:
    """A canvas for pages of some size (points), with the document's information; `finish` it inside."""
    with _binary_streams():
        canvas = BareCanvas(
            buffer, pagesize=(width, height), pageCompression=1, invariant=1, lang=LANGUAGE, pdfVersion=(1, 7)
        )
        canvas.setTitle(title)
        canvas.setAuthor(author)
        canvas.setSubject(subject)
        canvas.setCreator(PROGRAM)
        canvas.setProducer(PROGRAM)
        canvas.setViewerPreference("DisplayDocTitle", "true")
        vars(canvas.document)["Catalog"].Metadata = _metadata(title, author, subject)
        yield canvas


@contextmanager
def _binary_streams() -> Iterator[None]:
    """ReportLab would write pages as ASCII text, a quarter larger."""
    before = rl_config.useA85
    rl_config.useA85 = 0
    try:
        yield
    finally:
        rl_config.useA85 = before


def _metadata(title: str, author: str, subject: str) -> PDFStream:
    """The same as XMP (ISO 16684-1), uncompressed, for archives that read nothing else."""
    said = [
        "<dc:format>application/pdf</dc:format>",
        f"<dc:language><rdf:Bag><rdf:li>{LANGUAGE}</rdf:li></rdf:Bag></dc:language>",
        f"<dc:title>{_in_default_language(title)}</dc:title>",
        f"<dc:description>{_in_default_language(subject)}</dc:description>" if subject else "",
        f"<dc:creator><rdf:Seq><rdf:li>{_xml(author)}</rdf:li></rdf:Seq></dc:creator>" if author else "",
        f"<xmp:CreatorTool>{PROGRAM}</xmp:CreatorTool>",
        f"<pdf:Producer>{PROGRAM}</pdf:Producer>",
    ]
    stream = PDFStream(PDFDictionary({"Type": PDFName("Metadata"), "Subtype": PDFName("XML")}))
    stream.filters = []
    stream.content = (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">\n'
        + "\n".join(filter(None, said))
        + '\n</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end="r"?>'
    ).encode()
    return stream


def _in_default_language(text: str) -> str:
    return f'<rdf:Alt><rdf:li xml:lang="x-default">{_xml(text)}</rdf:li></rdf:Alt>'


def _xml(text: str) -> str:
    return escape(" ".join(clean(text).split()))
