"""A language model that talks instead of translating."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import regex

from tqcheck.model import Flag, Segment, Severity
from tqcheck.rules import Example, Rule
from tqcheck.text.languages import base

_ABOUT = r"(?:translat|text\b|passage|content|request|assist|help\ with|reproduc|copyright|lyrics|language\ model)"
_REFUSAL_RE = regex.compile(
    rf"""
    (?:I\ apologi[sz]e,?|I['’]m\ sorry,?|I\ am\ sorry,?|Sorry,?|Unfortunately,?|I['’]m\ afraid)(?:\ but)?\ I\ (?:can(?:no|['’])t|cannot|am\ (?:not\ able|unable)|don['’]t|do\ not|won['’]t|will\ not)\b[^.]{{0,120}}{_ABOUT}
  | I\ (?:cannot|can['’]t|am\ unable\ to|will\ not|don['’]t\ feel\ comfortable)\ (?:translat|provid(?:e|ing)\ (?:a\ )?translat|assist|reproduc|fulfill)\w*
  | (?:As|I\ am|I['’]m)\ an?\ (?:AI|artificial\ intelligence|large\ language\ model|language\ model)\b
  | (?:Lo\ siento|Lamentablemente|Desculpe|Sinto\ muito|Mi\ dispiace),?\ (?:pero|mas|ma)?\ ?(?:no\ puedo|não\ posso|non\ posso)\ [^.]{{0,40}}tradu
  | (?:Je\ suis\ désolé|Désolé),?\ (?:mais\ )?je\ ne\ peux\ pas\ [^.]{{0,40}}tradui
  | (?:Es\ tut\ mir\ leid|Entschuldigung),?\ (?:aber\ )?(?:ich\ kann|ich\ darf)\ [^.]{{0,80}}(?:übersetz|Text)
  | (?:Извините|К\ сожалению|Простите|Прошу\ прощения),?\ (?:но\ )?я\ не\ (?:могу|буду)\ [^.]{{0,40}}(?:перев|текст)
  | (?:Omlouvám\ se|Je\ mi\ líto|Bohužel),?\ (?:ale\ )?[^.]{{0,30}}(?:nemohu|nemůžu)\ [^.]{{0,40}}(?:přelož|text)
  | (?:Przepraszam|Niestety),?\ (?:ale\ )?nie\ mogę\ [^.]{{0,40}}(?:tłumacz|tekst)
  | (?:申し訳(?:ありません|ございません)が|すみませんが)[^。]{{0,60}}(?:翻訳|テキスト) | (?:抱歉|对不起|很遗憾)[，,][^。]{{0,30}}(?:无法|不能)[^。]{{0,20}}(?:翻译|文本)
  | 作为(?:一个|一名)?(?:AI|人工智能|语言模型) | (?:죄송하지만|죄송합니다)[^.]{{0,40}}(?:번역|텍스트) | AIとして[、,]?私
  | (?:क्षमा\ करें|माफ़\ कीजिए|मुझे\ खेद\ है)[^।]{{0,60}}अनुवाद | (?:آسف|عذرا|عذرًا|أعتذر)[^.]{{0,40}}(?:ترجمة|أترجم|النص)
    """,
    regex.VERBOSE | regex.IGNORECASE,
)
_CHATTER_RE = regex.compile(
    r"""
    ^\W*(?:Sure|Certainly|Of\ course|Okay|Here)[!,.]?\ (?:here\ )?(?:is|are|['’]s)?\ ?(?:the|a|your|my)\ (?:\w+\ ){0,2}translat\w+[^:\n]{0,60}:
  | ^\W*(?:The\ )?(?:\w+\ )?translat(?:ion|ed\ text)(?:\ (?:in|into|to|of)\ [^:]{1,60})?(?:\ is)?\s?:
  | ^\W*(?:Here['’]s|Here\ is|This\ is)\ (?:the|a|your|my)\ (?:\w+\ ){0,2}translat\w+
  | (?:Several|Multiple|Various|A\ few|Some)\ (?:options|translations|possible\ translations)\ (?:exist|are\ possible)
  | The\ (?:best|most\ appropriate|most\ natural)\ (?:translation|option|choice)\ (?:depends|would|is|here)
  | Please\ (?:provide|give\ me|share)\ (?:me\ )?(?:with\ )?(?:more|the|additional|some)\ (?:\w+\ )?(?:context|text|source|sentence)
  | \(?(?:Translator['’]s\ )?Note:\ (?:The|This|I|In|Since|As|It|Please|There)\b[^)]{0,400}(?:translat|Source|original|literal)
  | Let\ me\ know\ if\ you['’]?(?:d|\ would)?\ (?:need|like|have|want) | (?:Literal|Alternative|More\ (?:formal|natural)|Back)\ translation\s?:
  | <\|?(?:im_start|im_end|endoftext|assistant|user|system)\|?> | \[/?INST\] | ^\W*(?:Assistant|User|System)\s?:
  | \b(?:Translate\ the\ following|Do\ not\ translate|Only\ (?:output|return|provide)\ the\ translat)\w*
  | ```
  | \bor\s*```
    """,
    regex.VERBOSE | regex.IGNORECASE,
)


# What every one of them has: a quick look before a long one.
_SMALL_HINTS = (
    *("transl", "reproduc", "assist", "content", "request", "passage", "lyrics", "options"),
    *("context", "let me know", "comfortable", "user", "system"),
)
_HINTS = (
    *("AI", "Text", "```", "<|", "INST]", "tradu", "bersetz", "перев", "текст", "přelož", "tłumacz", "tekst", "翻訳"),
    *("テキスト", "翻译", "文本", "人工智能", "语言模型", "번역", "텍스트", "अनुवाद", "ترجم", "النص"),
)
_TEXT_RE = regex.compile(r"\btext\b")


def _hints(text: str) -> bool:
    small = text.lower()
    return (
        any(map(small.__contains__, _SMALL_HINTS))
        or any(map(text.__contains__, _HINTS))
        or ("text" in text and _TEXT_RE.search(text) is not None)
    )


class Model(Rule):
    """A language model refuses, explains or chats instead of translating.

    `I apologize, but I cannot translate …`, `Here is the translation:`, notes on the choice of words,
    code fences, pieces of a prompt. What the source says itself is translated, not chatted.
    """

    category: ClassVar = "garbled"
    mqm: ClassVar = "accuracy/mistranslation"
    severity: ClassVar = Severity.CRITICAL

    bad: ClassVar = (
        Example("⟦I apologize, but I cannot translate this text.⟧", "Hello.", langs="en-ja"),
        Example("⟦Here is the translation:⟧ Hola.", "Hello.", langs="en-es"),
        Example(
            "もう遅い⟦```  or ```遅すぎる```  The best translation depends on the tone.⟧", "Too late", langs="en-ja"
        ),
        Example("⟦Извините, но я не могу перевести этот текст.⟧", "Hello.", langs="en-ru"),
        Example("⟦抱歉，我无法翻译这段文本。⟧", "Hello.", langs="en-zh"),
    )
    good: ClassVar = (
        Example("I'm sorry, but I cannot come to the party."),
        Example("Here is the translation of the relics: in 1204.", "Here is the translation."),
        Example("The best option is peace.", "La mejor opción es la paz."),
    )

    def check(self, segment: Segment) -> Iterator[Flag]:
        target, source = segment.target, segment.source or ""
        if not _hints(target):
            return
        refusal = _REFUSAL_RE.search(target)
        if refusal and not _REFUSAL_RE.search(source):
            end = len(target.rstrip())
            start = refusal.start() if refusal.start() > 40 else len(target) - len(target.lstrip())
            yield self.flag("a language model refuses to translate", (start, end))
            return
        if _CHATTER_RE.search(source):
            return
        chatter = _CHATTER_RE.search(target)
        if not chatter or (base(segment.target_lang) == "en" and "best" in chatter.group().lower()):
            return
        start, end = chatter.span()
        if start > 0 or "```" in chatter.group():
            end = len(target.rstrip())
        while start < end and target[start].isspace():
            start += 1
        yield self.flag("a language model talks about its translation", (start, end))
