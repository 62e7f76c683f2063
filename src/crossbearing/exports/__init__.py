"""Ledger views → the contract JSON and its schema."""

from importlib.metadata import version
from typing import Any

import msgspec

from crossbearing.exports.contract import ExportV1, Generator
from crossbearing.exports.convert import export_rows
from crossbearing.model import Dossier

__all__ = ["contract_schema", "to_contract"]


def to_contract(dossier: Dossier) -> bytes:
    """Write a dossier as the public contract, version 1: one indented JSON object, UTF-8.

    Lists keep the dossier's order; the same ledger gives the same bytes. Dates are ISO 8601.
    """
    rows = export_rows(dossier, Generator("crossbearing", version("crossbearing")))
    return msgspec.json.format(msgspec.json.encode(rows), indent=1) + b"\n"


def contract_schema() -> dict[str, Any]:
    """The contract's JSON Schema (draft 2020-12), generated from the types that write it."""
    schema = msgspec.json.schema(ExportV1)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
