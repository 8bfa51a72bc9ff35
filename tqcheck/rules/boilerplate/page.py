"""Buttons, captions and notices of a page in the middle of an article."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import regex

from tqcheck.model import Flag, Segment, Severity
from tqcheck.rules import Example, Rule

# What pages say around their articles, by what it is for; a whole sentence or a whole line.
_FURNITURE_RE = regex.compile(
    r"""
    (?:^|(?<=[.!?…”"»]\s)|(?<=^\W))
    (?P<line>
      # share
        spread\ the\ (?:love|word) | share\ (?:this|on\ (?:facebook|twitter|x|whatsapp))\b[^.!?]{0,30} | tweet\ this
      | (?:compartir|compartilh(?:e|ar)|partager|condividi|teilen|auf\ facebook\ teilen)(?:\ (?:en|no|na|sur|su|auf)\ \w+)?
      | comparte?\ (?:esta\ noticia|este\ artículo) | partagez?\ (?:cet\ article|sur\ \w+) | artikel\ teilen
      | поделиться(?:\ (?:в|с)\ \w+)?(?:\ новостью)? | udostępnij | delen\ op\ \w+ | paylaş | dela\ artikeln
      # more to read
      | read\ (?:more|also|next)(?::[^.!?]{0,80})? | (?:see|you\ may|you\ might)\ also(?:\ like)? | related\ (?:articles|news|posts|stories)
      | (?:lea|lee|leer)\ (?:también|más)(?::[^.!?]{0,80})? | (?:leia|ler)\ (?:também|mais)(?::[^.!?]{0,80})?
      | lire\ (?:aussi|la\ suite)(?:\s?:[^.!?]{0,80})? | à\ lire\ aussi[^.!?]{0,80} | leggi\ anche[^.!?]{0,80}
      | (?:lesen\ sie\ auch|mehr\ zum\ thema|weiterlesen)[^.!?]{0,80} | читайте\ также[^.!?]{0,80} | читать\ (?:далее|дальше|полностью)
      | czytaj\ (?:też|także|więcej)[^.!?]{0,80} | lees\ (?:ook|meer|verder)[^.!?]{0,80} | läs\ (?:även|mer)[^.!?]{0,80}
      # subscriptions, consent, advertisements
      | (?:sign\ up|subscribe)(?:\ (?:for|to)\ (?:our|the|free)[^.!?]{0,40})?(?:\ (?:now|today|here))? | follow\ us\ on\ [^.!?]{1,30}
      | (?:suscríbete|suscríbase|inscreva-se|abonnez-vous|iscriviti|jetzt\ abonnieren|подпи(?:шитесь|саться))[^.!?]{0,60}
      | advertis(?:e)?ment | publicidad | publicidade | publicité | pubblicità | anzeige | werbung | реклама | advertentie
      | we\ use\ cookies[^.!?]{0,80} | accept\ (?:all\ )?cookies | click\ (?:here|to)\b[^.!?]{0,40} | skip\ to\ (?:main\ )?content
      | haga?z?\ clic\ aquí[^.!?]{0,40} | cliquez\ ici[^.!?]{0,40} | all\ rights\ reserved | todos\ los\ derechos\ reservados
      | tous\ droits\ réservés | alle\ rechte\ vorbehalten | все\ права\ защищены | leave\ a\ (?:comment|reply) | load\ more
      | 分享到\w{0,6} | 点击(?:查看|阅读)更多 | 相关(?:新闻|阅读|文章) | 版权所有[^。]{0,20} | シェアする | 関連記事 | 続きを読む | 공유하기 | 관련기사
      | شارك\ (?:هذا|على)\ \w+ | اقرأ\ (?:أيضا|أيضًا|المزيد)[^.!?]{0,80} | यह\ भी\ पढ़ें[^।]{0,80}
    )
    (?=\s*(?:[.!…:»]|$))
    """,
    regex.VERBOSE | regex.IGNORECASE,
)


class Page(Rule):
    """A part of the page, not of the article: a share button, a link to more, a notice.

    Only as a line or a sentence of its own. If the source is as short, it is in the source as well, so
    this is silent.
    """

    category: ClassVar = "garbled"
    mqm: ClassVar = "accuracy/addition"
    severity: ClassVar = Severity.MINOR

    bad: ClassVar = (
        Example("⟦Spread the love⟧"),
        Example("The minister resigned. ⟦Read more: The crisis in Rome⟧."),
        Example("⟦Читайте также: Кризис⟧", langs="en-ru"),
        Example("⟦Lire aussi : La crise⟧", langs="en-fr"),
    )
    good: ClassVar = (
        Example("They want to spread the love of books. Read more books!"),
        Example("Read more", "Leer más"),  # translated as it stood
        Example("The advertisement was withdrawn. Share prices fell."),
    )

    def check(self, segment: Segment) -> Iterator[Flag]:
        source = (segment.source or "").strip()
        if source and len(source) > 0.5 * len(segment.target):
            return
        for match in _FURNITURE_RE.finditer(segment.target):
            yield self.flag(
                f"'{match['line']}' belongs to the page, not to the article", match.span("line"), suggestion=""
            )
