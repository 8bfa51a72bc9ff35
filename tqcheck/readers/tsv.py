"""TSV and CSV tables."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import Any, ClassVar

from tqcheck.errors import InputError, UsageError, near
from tqcheck.model import Segment
from tqcheck.readers import Input, Reader, Skip
from tqcheck.readers._fields import FIELDS, segment_of
from tqcheck.readers._lines import lines, name_of

_FIELD_OF = {name: field for field, names in FIELDS.items() for name in names}
_ALIASES = {f"ref{number}": "references" for number in range(1, 10)}


class Tsv(Reader):
    """A table with a header line (`id`, `src`, `mt`, `ref`, `doc_id`, …), or with `--columns src,mt,ref`.

    Columns are split at tabs (nothing is quoted) or, in a `.csv`, at commas (double quotes quote).
    Several `ref` columns, or `ref1`, `ref2`, are several references. `-` in `--columns` leaves one out.
    """

    extensions: ClassVar[tuple[str, ...]] = (".tsv", ".csv", ".tab")

    def read(self, given: Input, skip: Skip) -> Iterator[Segment]:
        name = name_of(given.target)
        rows = _rows(given, name)
        header, fields = given.columns, None
        if header:
            fields = [_field(column, header) for column in header]
        for number, row in rows:
            if fields is None:
                fields = _header(row, name, number)
                header = tuple(row)
                continue
            if not any(row):
                continue
            try:
                if len(row) != len(fields):
                    raise InputError(
                        f"has {len(row)} columns where {len(fields)} are wanted ({', '.join(header)})",
                        name,
                        number,
                        skippable=True,
                    )
                yield segment_of(_record(fields, row), given, name, number)
            except InputError as error:
                skip(error)


def _rows(given: Input, name: str) -> Iterator[tuple[int, list[str]]]:
    if given.target.lower().removesuffix(".gz").endswith(".csv"):
        csv.field_size_limit(2**31 - 1)
        table = csv.reader((line + "\n" for _, line in lines(given.target, given.encoding)), strict=True)
        while True:
            try:
                row = next(table)
            except StopIteration:
                return
            except csv.Error as error:
                raise InputError(f"is not CSV: {error}", name, table.line_num) from error
            yield table.line_num, row
    for number, line in lines(given.target, given.encoding):
        yield number, line.split("\t") if line else []


def _field(column: str, known: tuple[str, ...]) -> str:
    key = column.strip().lower()
    if key in ("-", ""):
        return ""
    field = _FIELD_OF.get(key) or _ALIASES.get(key)
    if field is None:
        raise UsageError(f"--columns: there is no column '{column}'{near(key, _FIELD_OF)} ('-' leaves one out)")
    return field


def _header(row: list[str], name: str, number: int) -> list[str]:
    keys = [cell.strip().lower() for cell in row]
    fields = [_FIELD_OF.get(key) or _ALIASES.get(key) or "" for key in keys]
    if "target" not in fields:
        close = next((near(key, FIELDS["target"]) for key in keys if near(key, FIELDS["target"])), "")
        raise InputError(
            f"the header has no column 'mt' (or target); it has {', '.join(row[:8])}{close}"
            " (without a header, say what the columns are: --columns src,mt,ref)",
            name,
            number,
        )
    return fields


def _record(fields: list[str], row: list[str]) -> dict[str, Any]:
    record: dict[str, Any] = {"references": []}
    for field, cell in zip(fields, row, strict=True):
        if field == "references":
            record["references"].append(cell)
        elif field and (cell or field == "target"):
            record[FIELDS[field][0]] = cell
    return record
