"""The brief: what reports say, composed from ledger rows and checked against the cited characters."""

from crossbearing.brief.changed import Earlier
from crossbearing.brief.compose import compose
from crossbearing.brief.docx_file import render_docx
from crossbearing.brief.html import render_html
from crossbearing.brief.markdown import render_markdown
from crossbearing.brief.pdf_file import render_pdf
from crossbearing.brief.pictures import pictures
from crossbearing.brief.plain import render_text
from crossbearing.brief.svg import ready_pictures
from crossbearing.brief.values import Brief
from crossbearing.locales import speaking

__all__ = [
    "Brief",
    "Earlier",
    "compose",
    "pictures",
    "ready_pictures",
    "render_docx",
    "render_html",
    "render_markdown",
    "render_pdf",
    "render_text",
    "speaking",
]
