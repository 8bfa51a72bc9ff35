"""The fields of a record: what they are called, and the segment that they make."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tqcheck.errors import InputError
from tqcheck.model import Segment
from tqcheck.readers import Input

# Field → the names it goes by; the first one is the name in our own output.
FIELDS: dict[str, tuple[str, ...]] = {
    "id": ("id", "segment_id", "seg_id"),
    "document": ("doc_id", "document", "doc", "docid"),
    "source": ("src", "source"),
    "target": ("mt", "target", "tgt", "hypothesis", "hyp", "translation"),
    "references": ("refs", "references", "ref", "reference"),
    "source_lang": ("src_lang", "source_lang", "from"),
    "target_lang": ("tgt_lang", "target_lang", "to"),
    "back_translation": ("bt", "back_translation"),
    "pseudo_reference": ("pseudo", "pseudo_reference"),
    "notes": ("notes", "note", "comment"),
}


def value_of(record: Mapping[str, Any], field: str) -> Any:
    """Return what a record holds under any name of a field; None if nothing."""
    return next((record[name] for name in FIELDS[field] if record.get(name) is not None), None)


def segment_of(record: Mapping[str, Any], given: Input, path: str, line: int) -> Segment:
    """Return the segment of one record.

    Raises a skippable InputError where a field is not text.
    """

    def text(field: str) -> str | None:
        value = value_of(record, field)
        if value is None or isinstance(value, str):
            return value
        if field in ("id", "document") and isinstance(value, int):
            return str(value)
        raise InputError(f"'{FIELDS[field][0]}' must be text, not {type(value).__name__}", path, line, skippable=True)

    references = value_of(record, "references")
    references = [references] if isinstance(references, str) else references or []
    if not isinstance(references, list) or any(ref is not None and not isinstance(ref, str) for ref in references):
        raise InputError("'refs' must be a list of texts", path, line, skippable=True)
    notes = value_of(record, "notes") or {}
    return Segment(
        id=text("id") or str(line),
        target=text("target") or "",
        source=text("source"),
        references=tuple(ref for ref in references if ref),
        source_lang=text("source_lang"),
        target_lang=text("target_lang"),
        back_translation=text("back_translation"),
        pseudo_reference=text("pseudo_reference"),
        document=text("document") or given.document,
        path=path,
        line=line,
        notes=notes if isinstance(notes, dict) else {"note": str(notes)},
    )
