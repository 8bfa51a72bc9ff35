"""Facts about languages in one table, and which language a text is in.

Separators are CLDR's for the language's largest country; scripts are ISO 15924.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from tqcheck.errors import UsageError, near
from tqcheck.text.characters import main_script


class Language(NamedTuple):
    """What tqcheck knows of a language: its script and how it writes numbers."""

    code: str
    name: str
    script: str
    decimal: str = "."
    grouping: str = ","

    @property
    def spaced(self) -> bool:
        """Tell whether spaces stand between words."""
        return self.script not in {"Jpan", "Hans", "Hant", "Thai", "Laoo", "Khmr", "Mymr"}

    @property
    def rtl(self) -> bool:
        """Tell whether it runs from right to left."""
        return self.script in {"Arab", "Hebr"}

    @property
    def scripts(self) -> frozenset[str]:
        """Return the scripts of its letters as `characters.script_of` names them."""
        mixed = {"Jpan": ("Hani", "Hira", "Kana"), "Hans": ("Hani",), "Hant": ("Hani",), "Kore": ("Hang", "Hani")}
        return frozenset(mixed.get(self.script, (self.script,)))


LANGUAGES = {
    language.code: language
    for language in (
        Language("af", "Afrikaans", "Latn", ",", "."),
        Language("ar", "Arabic", "Arab", ".", ","),
        Language("az", "Azerbaijani", "Latn", ",", "."),
        Language("be", "Belarusian", "Cyrl", ",", "\N{NO-BREAK SPACE}"),
        Language("bg", "Bulgarian", "Cyrl", ",", "\N{NO-BREAK SPACE}"),
        Language("bn", "Bengali", "Beng", ".", ","),
        Language("bs", "Bosnian", "Latn", ",", "."),
        Language("ca", "Catalan", "Latn", ",", "."),
        Language("cs", "Czech", "Latn", ",", "\N{NO-BREAK SPACE}"),
        Language("cy", "Welsh", "Latn", ".", ","),
        Language("da", "Danish", "Latn", ",", "."),
        Language("de", "German", "Latn", ",", "."),
        Language("el", "Greek", "Grek", ",", "."),
        Language("en", "English", "Latn", ".", ","),
        Language("eo", "Esperanto", "Latn", ",", "\N{NO-BREAK SPACE}"),
        Language("es", "Spanish", "Latn", ",", "."),
        Language("et", "Estonian", "Latn", ",", "\N{NO-BREAK SPACE}"),
        Language("eu", "Basque", "Latn", ",", "."),
        Language("fa", "Persian", "Arab", ".", ","),
        Language("fi", "Finnish", "Latn", ",", "\N{NO-BREAK SPACE}"),
        Language("fil", "Filipino", "Latn", ".", ","),
        Language("fr", "French", "Latn", ",", "\N{NO-BREAK SPACE}"),
        Language("ga", "Irish", "Latn", ".", ","),
        Language("gl", "Galician", "Latn", ",", "."),
        Language("gu", "Gujarati", "Gujr", ".", ","),
        Language("ha", "Hausa", "Latn", ".", ","),
        Language("he", "Hebrew", "Hebr", ".", ","),
        Language("hi", "Hindi", "Deva", ".", ","),
        Language("hr", "Croatian", "Latn", ",", "."),
        Language("hu", "Hungarian", "Latn", ",", "\N{NO-BREAK SPACE}"),
        Language("hy", "Armenian", "Armn", ",", "\N{NO-BREAK SPACE}"),
        Language("id", "Indonesian", "Latn", ",", "."),
        Language("ig", "Igbo", "Latn", ".", ","),
        Language("is", "Icelandic", "Latn", ",", "."),
        Language("it", "Italian", "Latn", ",", "."),
        Language("ja", "Japanese", "Jpan", ".", ","),
        Language("ka", "Georgian", "Geor", ",", "\N{NO-BREAK SPACE}"),
        Language("kk", "Kazakh", "Cyrl", ",", "\N{NO-BREAK SPACE}"),
        Language("km", "Khmer", "Khmr", ".", ","),
        Language("ko", "Korean", "Kore", ".", ","),
        Language("lo", "Lao", "Laoo", ",", "."),
        Language("lt", "Lithuanian", "Latn", ",", "\N{NO-BREAK SPACE}"),
        Language("lv", "Latvian", "Latn", ",", "\N{NO-BREAK SPACE}"),
        Language("mk", "Macedonian", "Cyrl", ",", "."),
        Language("ml", "Malayalam", "Mlym", ".", ","),
        Language("mn", "Mongolian", "Cyrl", ".", ","),
        Language("mr", "Marathi", "Deva", ".", ","),
        Language("ms", "Malay", "Latn", ".", ","),
        Language("mt", "Maltese", "Latn", ".", ","),
        Language("my", "Burmese", "Mymr", ".", ","),
        Language("nb", "Norwegian Bokmål", "Latn", ",", "\N{NO-BREAK SPACE}"),
        Language("ne", "Nepali", "Deva", ".", ","),
        Language("nl", "Dutch", "Latn", ",", "."),
        Language("nn", "Norwegian Nynorsk", "Latn", ",", "\N{NO-BREAK SPACE}"),
        Language("no", "Norwegian", "Latn", ",", "\N{NO-BREAK SPACE}"),
        Language("pa", "Punjabi", "Guru", ".", ","),
        Language("pl", "Polish", "Latn", ",", "\N{NO-BREAK SPACE}"),
        Language("ps", "Pashto", "Arab", ".", ","),
        Language("pt", "Portuguese", "Latn", ",", "."),
        Language("ro", "Romanian", "Latn", ",", "."),
        Language("ru", "Russian", "Cyrl", ",", "\N{NO-BREAK SPACE}"),
        Language("sd", "Sindhi", "Arab", ".", ","),
        Language("si", "Sinhala", "Sinh", ".", ","),
        Language("sk", "Slovak", "Latn", ",", "\N{NO-BREAK SPACE}"),
        Language("sl", "Slovenian", "Latn", ",", "."),
        Language("so", "Somali", "Latn", ".", ","),
        Language("sq", "Albanian", "Latn", ",", "\N{NO-BREAK SPACE}"),
        Language("sr", "Serbian", "Cyrl", ",", "."),
        Language("sv", "Swedish", "Latn", ",", "\N{NO-BREAK SPACE}"),
        Language("sw", "Swahili", "Latn", ".", ","),
        Language("ta", "Tamil", "Taml", ".", ","),
        Language("te", "Telugu", "Telu", ".", ","),
        Language("th", "Thai", "Thai", ".", ","),
        Language("tl", "Tagalog", "Latn", ".", ","),
        Language("tr", "Turkish", "Latn", ",", "."),
        Language("uk", "Ukrainian", "Cyrl", ",", "\N{NO-BREAK SPACE}"),
        Language("ur", "Urdu", "Arab", ".", ","),
        Language("uz", "Uzbek", "Latn", ",", "\N{NO-BREAK SPACE}"),
        Language("vi", "Vietnamese", "Latn", ",", "."),
        Language("xh", "Xhosa", "Latn", ".", ","),
        Language("yo", "Yoruba", "Latn", ".", ","),
        Language("zh", "Chinese", "Hans", ".", ","),
        Language("zu", "Zulu", "Latn", ".", ","),
    )
}

_BY_NAME = {language.name.lower(): language.code for language in LANGUAGES.values()}
_ALIASES = {"iw": "he", "in": "id", "jp": "ja", "cn": "zh", "cz": "cs", "ua": "uk", "gr": "el", "kr": "ko"}


@lru_cache(maxsize=1024)
def base(lang: str | None) -> str:
    """Return the primary subtag: `pt` for `pt-BR`; empty for None."""
    return (lang or "").replace("_", "-").split("-")[0].lower()


def language(lang: str | None) -> Language:
    """Return the facts of a language; for one that is not in the table, its likeliest script and what most do."""
    code = base(lang)
    return LANGUAGES.get(code) or _untabled(code)


@lru_cache(maxsize=256)
def _untabled(code: str) -> Language:
    import langcodes
    from babel import Locale

    known = langcodes.tag_is_valid(code)
    name = Locale("en").languages.get(code, code) if known else code
    return Language(code, name or "unknown", (langcodes.get(code).maximize().script if known else None) or "Zyyy")


@lru_cache(maxsize=256)
def parse_language(tag: str) -> str:
    """Return a BCP 47 tag in its usual form (`PT_br` → `pt-BR`, `German` → `de`).

    Raises UsageError for what is no language.
    """
    text = tag.strip().replace("_", "-")
    text = _BY_NAME.get(text.lower(), text)
    text = _ALIASES.get(text.lower(), text)
    if base(text) not in LANGUAGES:
        import langcodes

        if not langcodes.tag_is_valid(text):
            raise UsageError(
                f"'{tag}' is no language code{near(text.lower(), [*LANGUAGES, *_BY_NAME])}"
                " (give a BCP 47 tag such as es, pt-BR or zh-Hant)"
            )
    first, *rest = text.split("-")
    return "-".join(
        [
            first.lower(),
            *(part.upper() if len(part) == 2 else part.title() if len(part) == 4 else part for part in rest),
        ]
    )


# Scripts that one language has to itself, near enough, among those that news is translated into.
_ONLY_LANGUAGE = {
    "Grek": "el", "Hebr": "he", "Thai": "th", "Hang": "ko", "Hira": "ja", "Kana": "ja", "Hani": "zh",
    "Deva": "hi", "Beng": "bn", "Taml": "ta", "Telu": "te", "Gujr": "gu", "Guru": "pa", "Knda": "kn",
    "Mlym": "ml", "Sinh": "si", "Laoo": "lo", "Khmr": "km", "Mymr": "my", "Geor": "ka", "Armn": "hy",
    "Ethi": "am",
}  # fmt: skip


def detect(text: str) -> str | None:
    """Return the language that langdetect takes the text to be in; None if it cannot say."""
    script = main_script(text)
    if script in _ONLY_LANGUAGE:
        return (
            "ja" if script == "Hani" and any("\u3040" <= char <= "\u30ff" for char in text) else _ONLY_LANGUAGE[script]
        )
    from tqcheck.text.letters import opinions

    return next((lang.split("-")[0] for lang, _ in opinions(text)), None)


def detect_all(texts: Iterable[str]) -> str | None:
    """Return the language that most of the texts are in, weighed by their length."""
    votes: Counter[str] = Counter()
    for text in texts:
        if (lang := detect(text)) is not None:
            votes[lang] += len(text)
    return votes.most_common(1)[0][0] if votes else None
