"""The user's glossary: read from CSV, TSV and TBX, written as such."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import permutations
from pathlib import Path
from typing import Any, NamedTuple, TextIO
from xml.sax.saxutils import escape

from tqcheck.errors import UsageError, near
from tqcheck.model import NameEntry, Term
from tqcheck.text.languages import parse_language

_COLUMNS = {
    "source": ("source", "term", "src", "source term"),
    "targets": ("target", "translation", "translations", "tgt", "mt", "target term"),
    "forbidden": ("forbidden", "forbidden forms", "deprecated", "banned"),
    "cased": ("case", "cased", "case sensitive"),
    "kept": ("keep", "kept", "do not translate", "dnt", "untranslatable"),
    "source_lang": ("source lang", "src lang", "source language", "from"),
    "target_lang": ("target lang", "tgt lang", "target language", "to"),
}
_COLUMN = {name: column for column, names in _COLUMNS.items() for name in names}
_TRUE, _FALSE = frozenset({"yes", "y", "true", "1", "x", "sensitive"}), frozenset({"", "no", "n", "false", "0"})
_BAD_STATUS = frozenset({"deprecatedterm", "supersededterm", "deprecatedterm-admn-sts", "supersededterm-admn-sts"})
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def load_glossary(path: Path) -> tuple[Term, ...]:
    """Return the terms of a glossary, one for each term and pair of languages.

    `.tbx` and `.xml` are TBX (any dialect); anything else a table, by tabs or commas, with the columns `term`,
    `translation`, `forbidden`, `case sensitive`, `do not translate`, or with languages (`es`, `en`) as columns.
    `|` stands between forms of which any will do.
    Raises UsageError, with path:line, for what cannot be read.
    """
    try:
        read: Callable[[Path], Iterable[Term]] = _tbx if path.suffix.lower() in (".tbx", ".xml") else _table
        terms = _merged(read(path))
    except FileNotFoundError as error:
        raise UsageError(f"{path}: there is no such glossary") from error
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: cannot be read: {error}") from error
    if not terms:
        raise UsageError(f"{path}: the glossary has no terms")
    return terms


def _merged(terms: Iterable[Term]) -> tuple[Term, ...]:
    """Return the terms with the rows of one term made one: translations that stand in several rows are all right."""
    found: dict[tuple[str, str, str], Term] = {}
    for term in terms:
        key = (term.source or f"\0{term.forbidden}", term.source_lang, term.target_lang)
        known = found.get(key)
        found[key] = term if known is None else _joined(known, term)
    return tuple(found.values())


def _joined(a: Term, b: Term) -> Term:
    targets, forbidden = (
        tuple(dict.fromkeys((*x, *y))) for x, y in ((a.targets, b.targets), (a.forbidden, b.forbidden))
    )
    return Term(a.source, targets, forbidden, a.source_lang, a.target_lang, a.cased or b.cased)


def _table(path: Path) -> Iterator[Term]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        first = file.readline()
        file.seek(0)
        rows = csv.reader(file, delimiter=_delimiter(path, first), strict=True)
        columns: list[str] | None = None
        try:
            for row in rows:
                cells = [cell.strip() for cell in row]
                if not any(cells) or cells[0].startswith("#"):
                    continue
                place = f"{path}:{rows.line_num}"
                if columns is None:
                    columns = _header(cells, place)
                    if columns is not None:
                        continue
                    columns = ["source", "targets", "forbidden"]
                yield from _terms_of_row(dict(zip(columns, cells, strict=False)), place)
        except csv.Error as error:
            raise UsageError(f"{path}:{rows.line_num}: is no table: {error}") from error


def _delimiter(path: Path, first: str) -> str:
    if "\t" in first or path.suffix.lower() == ".tsv":
        return "\t"
    return ";" if first.count(";") > first.count(",") else ","


def _header(cells: Sequence[str], place: str) -> list[str] | None:
    """Return what the columns are; None if the first row is no header."""
    plain = [cell.casefold().replace("_", " ").replace("-", " ") for cell in cells]
    known = [_COLUMN.get(name) or _language_tag(cell) for name, cell in zip(plain, cells, strict=True)]
    if not any(known):
        return None
    for name, column in zip(plain, known, strict=True):
        if not column and name and (close := near(name, _COLUMN)):
            raise UsageError(f"{place}: there is no column '{name}'{close}")
    if "source" not in known and "forbidden" not in known and sum(bool(c and c.startswith("@")) for c in known) < 2:
        raise UsageError(f"{place}: has no column 'term', nor two with a language at their head (es, en)")
    return [column or "" for column in known]


def _language_tag(cell: str) -> str | None:
    """Return `@` and the language, if a cell is the tag of one."""
    if not 2 <= len(cell.replace("_", "-").split("-")[0]) <= 3 or len(cell) > 7:
        return None
    try:
        return "@" + parse_language(cell)
    except UsageError:
        return None


def _terms_of_row(row: dict[str, str], place: str) -> Iterator[Term]:
    cased, kept = _flag(row, "cased", place), _flag(row, "kept", place)
    forbidden = _forms(row.get("forbidden", ""))
    by_lang = {column[1:]: _forms(cell) for column, cell in row.items() if column.startswith("@") and cell}
    for lang, other in permutations(by_lang, 2):
        for form in by_lang[lang]:
            yield Term(form, by_lang[other], forbidden, lang, other, cased)
    if by_lang:
        return
    lang, other = _tag(row.get("source_lang", ""), place), _tag(row.get("target_lang", ""), place)
    sources, targets = _forms(row.get("source", "")), _forms(row.get("targets", ""))
    if not sources and not forbidden:
        raise UsageError(f"{place}: a row needs a term or a forbidden form")
    if sources and not (targets or forbidden or kept):
        raise UsageError(
            f"{place}: '{sources[0]}' has neither a translation nor a forbidden form"
            " (put yes in a column 'do not translate' if it must stay as it is)"
        )
    for source in sources or ("",):
        yield Term(source, (source,) if kept else targets, forbidden, lang, other, cased or kept)


def _forms(cell: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(form.strip() for form in cell.split("|") if form.strip()))


def _flag(row: dict[str, str], column: str, place: str) -> bool:
    value = row.get(column, "").casefold()
    if value not in _TRUE | _FALSE:
        raise UsageError(f"{place}: '{row[column]}' must be yes or no, in the column '{_COLUMNS[column][-1]}'")
    return value in _TRUE


def _tag(text: str, place: str) -> str:
    try:
        return parse_language(text) if text else ""
    except UsageError as error:
        raise UsageError(f"{place}: {error}") from error


class _Form(NamedTuple):
    lang: str
    text: str
    bad: bool


def _tbx(path: Path) -> Iterator[Term]:
    """Yield the terms of TBX: entries of languages of terms, whatever the dialect calls them.

    Nothing outside the file is read, and no entity is resolved.
    """
    from lxml import etree

    options: dict[str, Any] = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}
    try:
        for _, entry in etree.iterparse(str(path), events=("end",), **options):
            if _local(entry) in ("termEntry", "conceptEntry"):
                yield from _terms_of_entry(list(_forms_of_entry(entry, f"{path}:{entry.sourceline}")))
                entry.clear()
    except etree.XMLSyntaxError as error:
        raise UsageError(f"{path}:{error.lineno or 1}: is no TBX: {error.msg}") from error


def _local(element: Any) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _forms_of_entry(entry: Any, place: str) -> Iterator[_Form]:
    for group in entry.iter():
        if _local(group) not in ("langSet", "langSec"):
            continue
        lang = _tag(group.get(XML_LANG) or group.get("lang") or "", place)
        for section in group.iter():
            if _local(section) in ("tig", "termSec", "ntig"):
                text = next(("".join(e.itertext()).strip() for e in section.iter() if _local(e) == "term"), "")
                notes = {(e.text or "").strip().casefold() for e in section.iter() if _is_status(e)}
                if text:
                    yield _Form(lang, text, not notes.isdisjoint(_BAD_STATUS))


def _is_status(element: Any) -> bool:
    names = ("administrativeStatus", "normativeAuthorization")
    return _local(element) in names or element.get("type") in names


def _terms_of_entry(forms: list[_Form]) -> Iterator[Term]:
    for lang, other in permutations(dict.fromkeys(form.lang for form in forms), 2):
        targets = tuple(form.text for form in forms if form.lang == other and not form.bad)
        forbidden = tuple(form.text for form in forms if form.lang == other and form.bad)
        for form in forms:
            if form.lang == lang and (targets or forbidden):
                yield Term(form.text, targets, forbidden, lang, other)


def terms_of_names(names: Iterable[NameEntry], least: int = 1, faulty: bool = False) -> tuple[Term, ...]:
    """Return the names of a run as terms, each with its commonest form in the target, in the order of first places.

    least: how often a name must stand. `faulty`: those that were flagged somewhere, too.
    """
    source, target = (defaultdict[tuple[str, str, str], Counter[str]](Counter) for _ in range(2))
    flagged: set[tuple[str, str, str]] = set()
    for entry in names:
        key = (entry.name.casefold(), entry.source_lang, entry.target_lang)
        source[key].update(dict(entry.source))
        target[key].update(dict(entry.target))
        if entry.faults:
            flagged.add(key)
    return tuple(
        Term(forms.most_common(1)[0][0], (target[key].most_common(1)[0][0],), (), *key[1:])
        for key, forms in source.items()
        if forms and target[key] and forms.total() >= least and (faulty or key not in flagged)
    )


def _write_table(terms: Iterable[Term], out: TextIO, delimiter: str) -> None:
    rows = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    rows.writerow(("term", "translation", "from", "to"))
    rows.writerows((term.source, " | ".join(term.targets), term.source_lang, term.target_lang) for term in terms)


def _write_tbx(terms: Iterable[Term], out: TextIO) -> None:
    out.write(
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<tbx type="TBX-Core" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2">\n'
        "<tbxHeader><fileDesc><sourceDesc><p>names found by tqcheck</p></sourceDesc></fileDesc></tbxHeader>\n"
        "<text><body>\n"
    )
    for number, term in enumerate(terms, 1):
        sections = [(term.source_lang, (term.source,)), (term.target_lang, term.targets)]
        out.write(f'<conceptEntry id="n{number}">' + "".join(_section(*section) for section in sections))
        out.write("</conceptEntry>\n")
    out.write("</body></text>\n</tbx>\n")


def _section(lang: str, forms: Iterable[str]) -> str:
    terms = "".join(f"<termSec><term>{escape(form)}</term></termSec>" for form in forms)
    return f'<langSec xml:lang="{lang or "und"}">{terms}</langSec>'


WRITERS: dict[str, Callable[[Iterable[Term], TextIO], None]] = {
    "tsv": partial(_write_table, delimiter="\t"),
    "csv": partial(_write_table, delimiter=","),
    "tbx": _write_tbx,
}
"""Writes terms to a stream, by the name of the format."""
