"""Text that was decoded with the wrong codec, where it is and what it was.

Each stretch is put back into bytes with the codec it was wrongly read in, and read in the right
one. What makes sense only then was mojibake. ftfy judges whole texts and knows UTF-8 best; here a
place is wanted, one word may be hit, and single-byte codecs matter as much.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import regex

from tqcheck.text.characters import script_of
from tqcheck.text.languages import base, language
from tqcheck.text.memo import Memo


class Mojibake(NamedTuple):
    """A stretch read in the wrong codec: `repaired` is what it was, `codecs` is `utf-8 as cp1252`."""

    start: int
    end: int
    repaired: str
    codecs: str


# cp1252 as browsers read it: the five bytes it leaves undefined become C1 controls (WHATWG, windows-1252).
_CP1252 = {byte: bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(0x80, 0x100)}
_TO_BYTE = {**{chr(byte): byte for byte in range(0x80, 0x100)}, **{char: byte for byte, char in _CP1252.items()}}
_CONTINUATION = "".join(regex.escape(char) for char, byte in _TO_BYTE.items() if byte < 0xC0)

# UTF-8 read as cp1252 or Latin-1, one character: a lead byte and its continuation bytes. Bytes that cp1252
# does not define are often dropped on the way (`â€` for a closing quotation mark), so they may be missing.
_UTF8_RE = regex.compile(
    rf"""
    [ð-ô][{_CONTINUATION}]{{3}}
  | [à-ï][{_CONTINUATION}]{{2}}
  | [Â-ß][{_CONTINUATION}]
  | â€(?![{_CONTINUATION}])              # the closing quotation mark, its last byte dropped
  | (?<!\p{{L}})Ã(?=\s\s?\p{{Ll}})            # à, its second byte lost as a no-break space
  | [Ð-ÑØ-ÛÎÏ](?=[Ð-ÑØ-ÛÎÏ][{_CONTINUATION}])   # с, т: D1 81, the second byte dropped
  | (?<=[Ð-ÑØ-ÛÎÏ][{_CONTINUATION}])[Ð-ÑØ-ÛÎÏ]
  | à[¤¥¦§¨ª«¬®¯¸¹](?![{_CONTINUATION}])      # Devanagari and its like, the third byte dropped
  | á[º»](?=\p{{Ll}})                       # Vietnamese, the third byte dropped
    """,
    regex.VERBOSE | regex.VERSION1,
)
_UTF8_RUN_RE = regex.compile(rf"(?:{_UTF8_RE.pattern})+", regex.VERBOSE | regex.VERSION1)

# A stretch of nothing but Latin-1's upper half, as single-byte and double-byte codecs leave it.
_LATIN1_RUN_RE = regex.compile(r"[\x80-\xff€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]{3,}")
# UTF-8 read in a codec of another script; the marks that such text cannot do without.
_OTHER_UTF8_RE = regex.compile(
    r"""
    (?P<cp1251> (?:[РС][\u0080-\u00bfЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—™љ›њќћџЎўЈҐЁЄЇІіґёєјЅѕї]){2,} | вЂ[\u0080-\u00bf™њќќ“”˜¦њ\ufffd] )
  | (?P<koi8_r> (?=\S*[─-▟])(?:[п-я][─-▟■∙√≈≤≥⌠⌡÷·°©²]+)+\S* )
  | (?P<mac_roman> ‚Äô|‚Äú|‚Äù|‚Äì|‚Äî|‚Ä¶|√[©®±°¢£¥¶ß¥∂Ø≠≥∫§†ú]|(?:[–—][\u00a0-\u02ff∂∏∑√∞∫≈≠≤≥◊Äπ∆ΩÅøæ≥†°¢£§•¶ß®©™´¨]){3,} )
  | (?P<cp850> ÔÇ[ÖÿªôØ£] )
  | (?P<cp437> ΓÇ[ÖÖ£¥öô¢ªÿ] | ├[⌐ñ╝ÿí╗│¡║ó] )
  | (?P<gbk> 鈥[\p{Han}\u2100-\u24ff\w]|锟斤拷|[\p{Han}]?鈥\S?|脙\p{Han} )
    """,
    regex.VERBOSE,
)

# Codecs in which text of a script was kept before Unicode, the commonest first.
_LEGACY = {
    "Cyrl": ("cp1251", "koi8-r", "iso8859-5", "cp866"),
    "Grek": ("cp1253", "iso8859-7"),
    "Arab": ("cp1256", "iso8859-6"),
    "Hebr": ("cp1255", "iso8859-8"),
    "Thai": ("cp874",),
    "Hans": ("gbk", "big5"),
    "Hant": ("big5", "gbk"),
    "Jpan": ("shift_jis", "euc_jp"),
    "Kore": ("cp949",),
}
_MARKS = frozenset("\u00a0¡¿«»·°±²³½¼¾×÷©®§¶€™…–—‘’‚“”„†•‹›№£¥¢¤¨´¸ª¹º\u00ad\u200b\u200e\u200f\u2028\ufeff")


# What no mojibake is without: a quick look before the long ones.
_HINT_RE = regex.compile(
    rf"(?=[^\x00-\x7f])(?:[Â-ô][{_CONTINUATION}]|[Ãâ]|[\x80-\x9f]|[À-ÿ]{{3}}|[РС][\u0080-\u00bf†‡€‰‹™›ЂЃѓЉЊЌЋЏђљњќћџЎўЈҐЇІіґєјЅѕї]|вЂ|[─-▟]"
    r"|[ÃÄÅÆ](?<=\p{Ll}[ÃÄÅÆ])|[ÄÅ]\p{Ll}|‚Ä|√|[–—][\u00a0-\u02ff]|ÔÇ|ΓÇ|鈥|锟|脙)"
    r"|\p{Lu}{2}(?<=\p{Ll}\p{Lu}{2})"
)
_HINTS: Memo[str, bool] = Memo(lambda piece: not piece.isascii() and _HINT_RE.search(piece) is not None)
"""Whether there is one in what stands between two spaces."""


@lru_cache(maxsize=2048)
def find_mojibake(text: str, lang: str | None = None) -> tuple[Mojibake, ...]:
    """Return the stretches of `text` that were read in the wrong codec, left to right.

    `lang` says which script the text should be in.

    >>> find_mojibake("prÃ¼fen", "de")
    (Mojibake(start=2, end=4, repaired='ü', codecs='utf-8 as cp1252'),)
    >>> find_mojibake("Ïðèâåò", "ru")[0].repaired
    'Привет'
    """
    if text.isascii() or not _HINTS.any(text.split(" ")):
        return ()
    utf8 = list(_utf8(text, lang))
    found = [*utf8, *_half_letters(text, lang), *_other_utf8(text), *_legacy(text, lang, utf8)]
    found += _swapped_cyrillic(text, lang)
    found.sort(key=lambda place: place.start)
    kept: list[Mojibake] = []
    for place in found:
        if kept and place.start < kept[-1].end:
            continue
        if kept and kept[-1].codecs == place.codecs and not any(map(str.isalnum, text[kept[-1].end : place.start])):
            between = text[kept[-1].end : place.start]
            last = kept.pop()
            place = Mojibake(last.start, place.end, last.repaired + between + place.repaired, place.codecs)
        kept.append(place)
    return tuple(kept)


def _utf8(text: str, lang: str | None) -> Iterator[Mojibake]:
    for match in _UTF8_RUN_RE.finditer(text):
        run, start, end = match.group(), match.start(), match.end()
        repaired, codecs = _decoded(run), "utf-8 as cp1252"
        if repaired is None or not all(_plausible(char, lang) for char in repaired):
            continue
        if len(run) <= 2 and _innocent(run, repaired, text[:start][-1:], text[end : end + 1], lang):
            continue
        twice = _UTF8_RUN_RE.fullmatch(repaired)
        if twice and (again := _decoded(repaired)) is not None:
            repaired, codecs = again, "utf-8 as cp1252, twice"
        yield Mojibake(start, end, repaired, codecs)


# A letter of two bytes whose second is one that cp1252 does not define, and that is dropped: `č` is left as `Ä`.
_LOST = b"\x8d\x81\x8f\x90\x9d"
_HALF_RE = regex.compile(r"(?<inside>(?<=\p{Ll})[ÃÄÅÆ](?!\p{Lu}))|(?<!\p{L}\p{M}*)[ÃÄÅ](?=\p{Ll})")


def _half_letters(text: str, lang: str | None) -> Iterator[Mojibake]:
    """Find letters of which the first byte is left: after small ones, or where only the repaired word is known."""
    if not _HALF_RE.search(text):
        return
    from tqcheck.text.lexicon import fold, zipf

    code = base(lang)
    for match in _HALF_RE.finditer(text):
        half = _WORD_RE.search(text, pos=_word_start(text, match.start()))
        assert half
        at = match.start() - half.start()
        options = [bytes((_TO_BYTE[match.group()], lost)).decode() for lost in _LOST]
        known = {
            letter: zipf(fold(half.group()[:at] + letter + half.group()[at + 1 :], code), code) for letter in options
        }
        best = max(options, key=lambda letter: known[letter])
        if match["inside"] and not known[best]:
            best = options[0]
        elif known[best] < (0 if match["inside"] else zipf(half.group(), code) + 2):
            if match.group() != "Ã" or code in {"pt", "gl", "vi"}:
                continue
            best = "\ufffd"  # no word begins so in a language that has the letter
        yield Mojibake(match.start(), match.end(), best, "utf-8 as cp1252")


_WORD_RE = regex.compile(r"[\p{L}\p{M}]+")


def _word_start(text: str, at: int) -> int:
    while at and (text[at - 1].isalpha() or unicodedata.category(text[at - 1])[0] == "M"):
        at -= 1
    return at


def _decoded(run: str) -> str | None:
    """Read the bytes as UTF-8, a dropped byte as the character it most often was."""
    run = run.replace("â€", "â€\x9d") if run.endswith("â€") else run
    run = regex.sub(rf"â€(?![{_CONTINUATION}])", "â€\x9d", run)
    data = bytes(_TO_BYTE.get(char, 0) for char in run)
    decoded = data.decode("utf-8", "replace")
    if decoded.count("\ufffd") > len(decoded) // 2 and len(run) > 2:
        return None
    if run == "Ã":
        return "à"
    return decoded


def _plausible(char: str, lang: str | None) -> bool:
    """Tell whether a decoded character could stand in a text of the language."""
    if char == "\ufffd":
        return True
    script = script_of(char)
    if script is None:
        return (
            char in _MARKS
            or "\u2010" <= char <= "\u2046"
            or "\u3000" <= char <= "\u303f"
            or char > "\U0001f000"
            or ("\u2190" <= char <= "\u2bff" and unicodedata.category(char)[0] == "S")  # arrows, bullets, a minus
            or (char > "\u02ff" and unicodedata.category(char)[0] == "P")
        )
    if script == "Latn":
        return char < "\u0250" or "\u1e00" <= char <= "\u1eff"
    scripts = language(lang).scripts
    return script in scripts or (script in {"Cyrl", "Grek"} and "Latn" in scripts and char.isalpha())


# A capital of these before a quotation mark or a dash is the end of a word in capitals, or of one that is cited.
_CLOSING = frozenset("“”’»…–—‘\u00a0\u2039›„‚")


def _innocent(run: str, repaired: str, before: str, after: str, lang: str | None) -> bool:
    """Tell whether one or two characters that happen to be UTF-8 are more likely to mean themselves."""
    if lang and "Latn" not in language(lang).scripts and repaired.isalpha():
        return False
    if len(run) == 1:
        return run != "Ã" or base(lang) in {"pt", "gl", "vi"}  # where Ã is a letter
    if after.islower() and repaired.isalpha():
        return False  # no word ends before a small letter
    lead, follower = run[0], run[1]
    if lead.isupper() and before.islower():
        return False  # no language has a capital there
    if lead in "Â" and follower in "\u00a0«»°·–®©§£±½¼":
        return before.isupper() and before.isalpha()
    if follower not in _CLOSING or (run == "Ã\u00a0" and not before.isalpha()):
        return False
    return not before or before.isupper() or not before.isalpha() or lead in "ßÅÄÖÜÉÑ" or after == "" or after == " "


def _other_utf8(text: str) -> Iterator[Mojibake]:
    for match in _OTHER_UTF8_RE.finditer(text):
        codec = (match.lastgroup or "").replace("koi8_r", "koi8-r")
        if match.group() == "锟斤拷":
            yield Mojibake(match.start(), match.end(), "\ufffd", "utf-8 as gbk, characters lost")
            continue
        # GBK takes the next character along, so an apostrophe's last byte may hide in it
        for end in (match.end(), match.end() + 1, *range(match.end() - 1, match.start() + 1, -1)):
            try:
                repaired = text[match.start() : end].encode(codec).decode("utf-8")
            except ValueError:
                continue
            if repaired != text[match.start() : end]:
                yield Mojibake(match.start(), end, repaired, f"utf-8 as {codec}")
                break


def _legacy(text: str, lang: str | None, utf8: list[Mojibake]) -> Iterator[Mojibake]:
    """Find text of another script that was read as cp1252 or Latin-1."""
    script = language(lang).script
    for match in _LATIN1_RUN_RE.finditer(text):
        run = match.group()
        letters = sum(char.isalpha() for char in run)
        if letters < max(3, len(run) / 3) or any(p.start < match.end() and match.start() < p.end for p in utf8):
            continue
        try:
            data = bytes(_TO_BYTE[char] for char in run)
        except KeyError:
            continue
        options = _LEGACY.get(script) or (("cp1251",) if letters >= 5 else ())
        best: tuple[float, str, str] | None = None
        for codec in options:
            try:
                repaired = data.decode(codec)
            except ValueError:
                continue
            wanted = {"Cyrl"} if script not in _LEGACY else language(lang).scripts
            share = sum(script_of(char) in wanted for char in repaired) / len(repaired)
            if share < 0.8:
                continue
            score = share + (0.5 if repaired[1:] == repaired[1:].lower() else 0)
            if best is None or score > best[0]:
                best = score, repaired, codec
        if best:
            yield Mojibake(match.start(), match.end(), best[1], f"{best[2]} as cp1252")


_WEIRD_CASE_RE = regex.compile(r"\p{Ll}\p{Lu}{2,}")
_CYRILLIC_WORD_RE = regex.compile(r"\b\p{Cyrillic}{3,}\b")


def _swapped_cyrillic(text: str, lang: str | None) -> Iterator[Mojibake]:
    """Find KOI8-R and cp1251 read as one another: real letters, but case and words make no sense."""
    if language(lang).script != "Cyrl" or not _WEIRD_CASE_RE.search(text):
        return
    from tqcheck.text.lexicon import zipf

    code = base(lang)
    for match in _CYRILLIC_WORD_RE.finditer(text):
        word = match.group()
        if zipf(word, code) > 1:
            continue
        for wrong, right in (("koi8-r", "cp1251"), ("cp1251", "koi8-r"), ("cp866", "cp1251"), ("cp1251", "cp866")):
            try:
                repaired = word.encode(wrong).decode(right)
            except ValueError:
                continue
            if zipf(repaired, code) >= 3:
                yield Mojibake(match.start(), match.end(), repaired, f"{right} as {wrong}")
                break
