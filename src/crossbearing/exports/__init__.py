"""Ledger views → the contract JSON, its schema, and the field's formats."""

from typing import Any

import msgspec

from crossbearing.exports.contract import ExportV1
from crossbearing.exports.formats import FORMATS, export, to_contract

__all__ = ["FORMATS", "contract_schema", "export", "to_contract"]


def contract_schema() -> dict[str, Any]:
    """The contract's JSON Schema (draft 2020-12), generated from the types that write it."""
    schema = msgspec.json.schema(ExportV1)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
