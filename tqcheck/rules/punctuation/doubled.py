"""Two marks where one belongs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import regex

from tqcheck.model import Flag, Segment, Severity
from tqcheck.rules import Example, Rule
from tqcheck.text.languages import base
from tqcheck.text.lexicon import zipf

_PAIR_RE = regex.compile(
    r"""
    (?<![.,:;?!/\\])
    (?: (?P<figure> (?<=\d)(?: ,\s?, | ;\s?; | ,\s?\. | [,;][?!] )(?=\s|$) )   # 2004,, and not 1,,4
      | (?<!\d) (?:
        (?P<same> ,\s?, | ;\s?; | :\s:(?!\d) | (?<=[\p{L}\s])::(?![\w:]) | ،\s?، | ؛\s?؛ | 、\s?、 | ，\s?， | 。\s?。 | ：： )
      | (?P<dots> (?<=[\p{L}\p{N}\p{M}%"”»)’'\]]) (?:\.\.(?![./\\\w]) | \s?\.\s\.(?!\s?\.)(?=[\s"”“’»)\]]|$)) )
      | (?P<mixed> ,\s?\.(?![.\w]) | ,\s?[;:](?![\-)(\w]) | [,;][?!](?=\s) | ;\s?\.(?!\.) | :\s?[,.](?![.\d]) | [?!],\.  | ，。|。， | 、。 | 。、 | ؛\. | ،\. )
      | (?P<stop> (?<=[\p{L}\p{N}"”»)]) \.\s?, )
      | (?P<asked> \?\s?\?(?![?!]) | [?!]\.(?!\.) | \.[?!](?=\s|$) | ？？(?!？) )
    ))
    (?![,;:。，])
    """,
    regex.VERBOSE,
)
_TWO_RE = regex.compile(r"[.,:;?!،؛、，。：？]\s?[.,:;?!،؛、，。：？]")  # whatever a pair is, in few steps
_ABBREVIATION_RE = regex.compile(r"(?:^|[\s(\[\"“„«'‘’-])(?P<word>(?:\p{L}\p{M}*\.?)+)$")
# Short forms of more than three letters, as they are written before a comma.
_SHORT_FORMS = frozenset(
    "etc approx dept univ prof capt sgt corp bros assn supt atty sept calif colo conn mass mich minn miss okla "
    "penn tenn wash ariz fla hons resp insb vgl evtl bzw usw sog ggf inkl exkl abzgl zzgl mind max min std mio "
    "mrd verf avda pág págs ptas dpto dña srta sres ltda ltd inc llc plc co tel ext fig figs jan feb mar apr jun "
    "jul aug oct nov dec okt dez янв февр сент окт нояб дек млн млрд тыс руб долл проц обл стр тов акад проф гор "
    "след прим англ tzv tzn např apod atd příp resp mil mld tys itd itp prof np tzw ew wg dr hab ul tj".split()
)


class Doubled(Rule):
    """Two marks stand where one belongs: `,,`, `..`, `,.`, `: :`.

    A comma after the stop of an abbreviation is right (`etc.,`), so are an ellipsis, `?!`, and whatever
    the source has too.
    """

    category: ClassVar = "punctuation"
    mqm: ClassVar = "fluency/punctuation"
    severity: ClassVar = Severity.MINOR
    yields_to: ClassVar = ("markup",)

    bad: ClassVar = (
        Example("He came⟦,,⟧ and went.", suggestion=","),
        Example("It is over⟦..⟧", suggestion="."),
        Example("After a long night⟦,.⟧ they left.", suggestion=","),
        Example("Он ушёл⟦.,⟧ а она осталась.", langs="en-ru", suggestion=","),
        Example("“We came in 2004⟦,,⟧ as you know⟦. .⟧”", suggestion=None),
        Example("The result⟦: :⟧ nothing.", suggestion=":"),
        Example("会议结束了⟦。。⟧", langs="en-zh", suggestion="。"),
        Example("雨が降り⟦、 、⟧風も吹いた。", langs="en-ja", suggestion="、"),
        Example("وقال الرئيس⟦،،⟧ إن", langs="en-ar", suggestion="،"),
        Example("Her aunt, 81⟦,!⟧ was found.", suggestion=","),
        Example("Who said that⟦??⟧", "¿Quién lo dijo?", suggestion="?"),
    )
    good: ClassVar = (
        Example("Apples, pears, etc., and Smith, Jr., of Acme Corp., left the U.S., he said..."),
        Example("Am 3., 4. und 5. Mai usw., so die Behörde.", langs="en-de"),
        Example("What?! Where. . . I see."),
        Example("Run std::sort in ../bin, see http://example.org/a..b"),
        Example("Who??", "¿Quién??"),
        Example("もう帰った。。。", "They have gone home...", langs="en-ja"),
        Example('"Wer wird Millionär?", fragte er.', langs="en-de"),
    )

    def check(self, segment: Segment) -> Iterator[Flag]:
        target, source = segment.target, segment.source or ""
        for match in _PAIR_RE.finditer(target) if _TWO_RE.search(target) else ():
            pair, kind = match.group(), match.lastgroup
            if pair[0] in "。、" and regex.search(rf"(?:{pair[0]}){{3}}", target):
                continue  # 。。。 trails off
            squeezed = regex.sub(r"\s", "", pair)
            if pair in source or (kind != "stop" and squeezed in source):
                continue
            if kind == "asked" and (not source or "??" in source or "!!" in source):
                continue  # informal, or a title's own mark before the sentence's
            if kind == "asked" and squeezed != "??" and squeezed != "？？":
                continue
            if kind == "stop" and (".," in source or _may_be_short(target[: match.start()], base(segment.target_lang))):
                continue
            mark = (
                squeezed[1]
                if kind == "stop"
                else "."
                if squeezed in {",.", ";."} and _ends(target, match.end())
                else squeezed[0]
            )
            yield self.flag(f"'{pair}' is one mark too many", match.span(), suggestion=mark)


def _ends(text: str, end: int) -> bool:
    return regex.match(r"[\"”»'’)\]]*\s*(?:$|\p{Lu})", text[end:]) is not None


def _may_be_short(before: str, lang: str) -> bool:
    """Tell whether what stands before a full stop may be a short form, which keeps its stop."""
    match = _ABBREVIATION_RE.search(before)
    if match is None:
        return before[-1:].isdigit()  # an ordinal; a closing mark belongs to no short form
    word = match["word"]
    if "." in word or len(word) <= 3 or word.casefold() in _SHORT_FORMS:
        return True
    if not word.islower() and len(word) <= 5:
        return True
    return zipf(word, lang) == 0 and word.islower() and len(word) <= 5
