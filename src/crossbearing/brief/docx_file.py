"""The brief as a Word document: real headings, tables with header rows, pictures with words, endnotes."""

import zipfile
from datetime import UTC, date, datetime, time
from io import BytesIO
from typing import Any

from crossbearing.brief.blocks import Block, Endnotes, Grid, Heading, Items, Paragraph, Runs, Shown
from crossbearing.brief.pages import Pages, lay_out
from crossbearing.brief.values import Brief
from crossbearing.errors import OutputError
from crossbearing.model import Dossier

LANGUAGE = "en-GB"
_ZIP_DAY = (1980, 1, 1, 0, 0, 0)
"""The first day that a zip file can hold: a file's own day would change its bytes."""
_UNDATED = date(2000, 1, 1)
"""Word wants a day of making; a brief of undated reports has none to give."""
_WIDTH_CM = 16.6
_SOFT, _ACCENT, _RULE = "5A6069", "0D4F63", "C9C4BA"
_SIZES = {"Normal": 10.5, "Title": 22, "Subtitle": 10.5, "Caption": 9} | {
    f"Heading {level}": size for level, size in ((1, 15), (2, 12), (3, 10.5))
}
"""Points of each style."""
_LEAD = "Every line cites the words it rests on: a number leads to them, and the number there back."


def render_docx(brief: Brief, dossier: Dossier) -> bytes:
    """Render a checked brief as DOCX, its citations as numbered endnotes: report, offsets, exact words.

    Headings are Word's own, tables repeat their header row, pictures carry what they show in words, and
    language and title are set. The same brief gives the same bytes. Raises ``OutputError`` where python-docx
    is not installed.
    """
    try:
        import docx
    except ImportError as error:
        raise OutputError(
            "DOCX needs a library that is not installed", hint="pip install 'crossbearing[docx]'"
        ) from error
    pages = lay_out(brief, dossier)
    document = docx.Document()
    _prepare(document, pages)
    writer = _Writer(document)
    document.add_paragraph(pages.title, style="Title")
    document.add_paragraph(f"{pages.subtitle} {_LEAD}", style="Subtitle")
    for block in pages.blocks:
        writer.write(block)
    file = BytesIO()
    document.save(file)
    return _undated(file.getvalue())


def _undated(data: bytes) -> bytes:
    """The same file with every part of one day, so that its bytes depend on the brief alone."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, _ZIP_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return out.getvalue()


def _prepare(document: Any, pages: Pages) -> None:
    """Set page, language, title and the look of the styles."""
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt, RGBColor

    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm((21 - _WIDTH_CM) / 2)
    section.top_margin = section.bottom_margin = Cm(2.2)
    told = document.core_properties
    made = datetime.combine(pages.day or _UNDATED, time(), UTC)
    told.title, told.author, told.subject, told.language = (
        pages.title,
        "Crossbearing",
        pages.subtitle,
        LANGUAGE,
    )
    told.created = told.modified = made
    told.last_modified_by, told.comments, told.revision = "Crossbearing", "", 1
    for name, size in _SIZES.items():
        style = document.styles[name]
        style.font.name, style.font.size = "Cambria", Pt(size)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        fonts.set(qn("w:hAnsi"), "Cambria")
        style.font.italic = False
        style.font.color.rgb = RGBColor.from_string(_SOFT if name in ("Subtitle", "Caption") else "1B1E23")
        for tag in ("w:spacing", "w:kern"):
            for node in style.element.rPr.findall(qn(tag)):
                style.element.rPr.remove(node)
    _title(document)
    _foot(section)
    document.styles["Normal"].paragraph_format.space_after = Pt(5)
    document.styles["Caption"].font.bold = False
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), LANGUAGE)


def _title(document: Any) -> None:
    """The title in bold, without the template's rule under it."""
    from docx.oxml.ns import qn

    style = document.styles["Title"]
    style.font.bold = True
    ruled = style.element.get_or_add_pPr()
    for node in ruled.findall(qn("w:pBdr")):
        ruled.remove(node)


def _foot(section: Any) -> None:
    """The page's number and how many there are, at the foot of each."""
    from docx.enum.text import WD_TAB_ALIGNMENT
    from docx.shared import Cm

    paragraph = section.footer.paragraphs[0]
    stops = paragraph.paragraph_format.tab_stops
    for old in (stop.position for stop in paragraph.style.paragraph_format.tab_stops):
        stops.add_tab_stop(old, WD_TAB_ALIGNMENT.CLEAR)
    stops.add_tab_stop(Cm(_WIDTH_CM), WD_TAB_ALIGNMENT.RIGHT)
    _soft(paragraph.add_run("Crossbearing brief\t"))
    _field(paragraph, "PAGE")
    _soft(paragraph.add_run(" / "))
    _field(paragraph, "NUMPAGES")


def _soft(run: Any) -> Any:
    from docx.shared import Pt, RGBColor

    run.font.size, run.font.color.rgb = Pt(8.5), RGBColor.from_string(_SOFT)
    return run


def _field(paragraph: Any, code: str) -> None:
    """A number that the reader's program fills in."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    field.append(_soft(paragraph.add_run("1"))._r)
    paragraph._p.append(field)


def _ruled(table: Any) -> None:
    """Thin rules between rows and a darker one above, as on the page and in the PDF; none between columns."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    borders = OxmlElement("w:tblBorders")
    kinds = {"top": "1B1E23", "left": None, "bottom": _RULE, "right": None, "insideH": _RULE, "insideV": None}
    for side, colour in kinds.items():
        node = OxmlElement(f"w:{side}")
        node.set(qn("w:val"), "single" if colour is not None else "nil")
        if colour is not None:
            node.set(qn("w:sz"), "4")
            node.set(qn("w:color"), colour)
        borders.append(node)
    told = table._tbl.tblPr
    look = told.find(qn("w:tblLook"))
    layout = told.find(qn("w:tblLayout"))
    before = layout if layout is not None else look
    if before is not None:
        before.addprevious(borders)
    else:
        told.append(borders)


class _Writer:
    """Writes blocks into a document; the first citation of a number is what its endnote leads back to."""

    def __init__(self, document: Any) -> None:
        self.document = document
        self.met: set[int] = set()
        self.marks = 0
        self.pictures = 0

    def write(self, block: Block) -> None:
        """Write one block."""
        if isinstance(block, Heading):
            self.document.add_heading(block.text, level=block.level)
        elif isinstance(block, Paragraph):
            self.paragraph(block)
        elif isinstance(block, Items):
            self.items(block)
        elif isinstance(block, Grid):
            self.grid(block)
        elif isinstance(block, Shown):
            self.picture(block)
        elif isinstance(block, Endnotes):
            for number, where, exact in block.notes:
                self.note(number, where, exact)

    def paragraph(self, block: Paragraph) -> None:
        """Words by themselves; an analyst's own stand in."""
        from docx.shared import Cm

        paragraph = self.document.add_paragraph()
        if block.kind == "judged":
            paragraph.paragraph_format.left_indent = Cm(0.8)
        self.runs(paragraph, block.runs)

    def items(self, block: Items) -> None:
        """A list; numbers are written out, since Word would count on from one list to the next."""
        from docx.shared import Cm

        for n, item in enumerate(block.items, 1):
            if block.numbered:
                paragraph = self.document.add_paragraph(f"{n}.\t")
                paragraph.paragraph_format.left_indent = Cm(0.8)
                paragraph.paragraph_format.first_line_indent = Cm(-0.8)
                paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(0.8))
            else:
                paragraph = self.document.add_paragraph(style="List Bullet")
            self.runs(paragraph, item.runs)
            for inner in item.inner:
                self.runs(self.document.add_paragraph(style="List Bullet 2"), inner)

    def grid(self, block: Grid) -> None:
        """A table whose header row comes again on every page."""
        from docx.oxml import OxmlElement
        from docx.shared import Cm, Pt

        table = self.document.add_table(rows=1 + len(block.rows), cols=len(block.heads), style="Table Grid")
        table.autofit = False
        rows = list(table.rows)
        repeated = OxmlElement("w:tblHeader")
        rows[0]._tr.get_or_add_trPr().append(repeated)
        for row in rows:
            row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        widths = [Cm(_WIDTH_CM * share / sum(block.widths)) for share in block.widths]
        for cell, head in zip(rows[0].cells, block.heads, strict=True):
            self._small(cell.paragraphs[0].add_run(head)).bold = True
        for row, told in zip(rows[1:], block.rows, strict=True):
            for cell, runs in zip(row.cells, told, strict=True):
                self.runs(cell.paragraphs[0], runs, small=True)
                cell.paragraphs[0].paragraph_format.space_after = Pt(2)
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width
        for row in rows:
            for cell, width in zip(row.cells, widths, strict=True):
                cell.width = width
        _ruled(table)
        after = self.document.add_paragraph().paragraph_format
        after.space_after, after.line_spacing = Pt(0), Pt(8)

    def picture(self, block: Shown) -> None:
        """A picture with its words for those who do not see it, and its caption."""
        from docx.shared import Cm

        shape = self.document.add_picture(BytesIO(block.picture.png()), width=Cm(_WIDTH_CM))
        self.pictures += 1
        for side in ("distT", "distB", "distL", "distR"):
            shape._inline.set(side, "0")
        drawn = shape._inline.docPr
        drawn.set("name", block.picture.name)
        drawn.set("title", block.picture.title)
        drawn.set("descr", block.picture.alt)
        self.document.paragraphs[-1].paragraph_format.keep_with_next = True
        self.document.add_paragraph(block.caption, style="Caption")

    def note(self, number: int, where: str, exact: str) -> None:
        """An endnote: its number leads back, its bookmark is what citations lead to."""
        from docx.shared import Cm, Pt

        paragraph = self.document.add_paragraph()
        paragraph.paragraph_format.left_indent = Cm(1)
        paragraph.paragraph_format.first_line_indent = Cm(-1)
        paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(1))
        paragraph.paragraph_format.space_after = Pt(2)
        self.bookmark(paragraph, f"c{number}")
        if number in self.met:
            self.link(paragraph, str(number), f"b{number}", raised=False)
        else:
            self._small(paragraph.add_run(str(number)))
        self._small(paragraph.add_run(f"\t{where}: “{exact}”"))

    # -- words ---------------------------------------------------------------------------------------------

    def runs(self, paragraph: Any, runs: Runs, *, small: bool = False) -> None:
        """Words of several kinds."""
        from docx.shared import RGBColor

        for run in runs:
            if run.number is not None:
                self.cite(paragraph, run.number)
                continue
            made = paragraph.add_run(run.text)
            made.bold = True if run.kind == "strong" else None
            made.italic = True if run.kind == "quote" else None
            if run.kind == "soft":
                made.font.color.rgb = RGBColor.from_string(_SOFT)
            if small or run.kind == "soft":
                self._small(made)

    def cite(self, paragraph: Any, number: int) -> None:
        """A raised number that leads to its endnote."""
        if number not in self.met:
            self.met.add(number)
            self.bookmark(paragraph, f"b{number}")
        self.link(paragraph, str(number), f"c{number}", raised=True)
        paragraph.add_run(" ").font.superscript = True

    def bookmark(self, paragraph: Any, name: str) -> None:
        """A place in the text that a link leads to."""
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        self.marks += 1
        for tag in ("w:bookmarkStart", "w:bookmarkEnd"):
            mark = OxmlElement(tag)
            mark.set(qn("w:id"), str(self.marks))
            if tag == "w:bookmarkStart":
                mark.set(qn("w:name"), name)
            paragraph._p.append(mark)

    def link(self, paragraph: Any, text: str, anchor: str, *, raised: bool) -> None:
        """Words that lead to a bookmark of this document."""
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn
        from docx.shared import RGBColor

        run = self._small(paragraph.add_run(text))
        run.font.superscript = True if raised else None
        run.font.color.rgb = RGBColor.from_string(_ACCENT)
        link = OxmlElement("w:hyperlink")
        link.set(qn("w:anchor"), anchor)
        link.append(run._r)
        paragraph._p.append(link)

    def _small(self, run: Any) -> Any:
        from docx.shared import Pt

        run.font.size = Pt(9)
        return run
