"""Reading: files become records that know their places, and what is wrong with them becomes diagnostics."""

from regesta.read.files import read_document, read_records
from regesta.read.locate import locate, position, source_lines
from regesta.read.record import Record, SharedSources, Span
from regesta.read.scan import scan, settle

__all__ = [
    "Record",
    "SharedSources",
    "Span",
    "locate",
    "position",
    "read_document",
    "read_records",
    "scan",
    "settle",
    "source_lines",
]
