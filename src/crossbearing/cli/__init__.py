"""Arguments → exit codes; the only room that prints."""

from crossbearing.cli.app import main

__all__ = ["main"]
