"""The brief: what reports say, composed from ledger rows and checked against the cited characters."""

from crossbearing.brief.compose import compose
from crossbearing.brief.html import render_html

__all__ = ["compose", "render_html"]
