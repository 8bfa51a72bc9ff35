"""Small words that hold a sentence together, and what cannot follow them.

Closed classes, from the grammars of each language; only forms that are nothing else. A word that
is also a noun, a pronoun or a particle (`that`, `die` as a relative, `a` as a letter's name) is listed
where its other uses do not stand before a mark or the end either.
"""

from __future__ import annotations

from functools import cache

# Articles and attributive possessives: what they belong to follows at once.
_DETERMINERS = {
    "en": "the a an my your our their every",
    "de": "meinem meinen seinem seinen unserem unseren ihrem",
    "nl": "de mijn onze",
    "sv": "min sina mina dina",
    "fr": "le la les du des au aux cet cette ces mon ton ma ta sa mes tes ses chaque",
    "es": "el los las mi tu su mis tus sus al del cada",
    "pt": "os as do da dos das ao aos à às no nas nos pelo pela pelos pelas num numa cada",
    "it": "il i gli del della dei delle degli dello al alla ai alle agli dal dalla dai dalle nel nella nei nelle sul "
    "sulla sui sulle ogni",
    "ca": "el els les al del dels als cada",
    "gl": "os as do da dos das ao aos",
    "el": "ο η οι των στο στη στην στον στα στους στις",
}
# Prepositions that cannot be stranded, and conjunctions: something must follow, if only after a comma.
_LINKS = {
    "en": "of and or than because if although unless whereas into onto upon during among toward towards "
    "between against via",
    "de": "und oder dass weil wenn als ob von für bei gegen ohne durch über unter zwischen sowie beim vom zum zur",
    "nl": "en of dat omdat als van voor bij tegen zonder",
    "sv": "och eller att som av för från med vid mellan",
    "da": "og eller at som af for fra med ved mellem",
    "nb": "og eller at som av for fra med ved mellom",
    "no": "og eller at som av for fra med ved mellom",
    "fr": "et ou que de à dans en sur sous par avec chez vers dont où qui si comme car mais",
    "es": "y e o u que de a en con por para sin sobre desde hasta hacia si porque como pero",
    "pt": "e ou que de em com por para sem sobre desde até se porque como mas",
    "it": "e ed o che di a in con per su tra fra da se perché come ma dal",
    "ca": "i o que de a en amb per",
    "gl": "e ou que de en con por para",
    "ro": "și sau că de la în cu pe din pentru prin spre fără",
    "ru": "и или что в во на с со к ко о об от до из за по у для при без через над под между чтобы если когда как а но",
    "uk": "і й та або що в у на з із до від за по для при без через над під між щоб якщо коли як а але",
    "be": "і ці што ў у на з да ад за па для пры без праз каб калі як а але",
    "bg": "и или че в във на с със към от до из за по при без през над под между да ако когато като но а",
    "pl": "i oraz lub że w we na z ze do od za po dla przy bez przez nad pod między żeby jeśli gdy jak a ale",
    "cs": "a i nebo že v ve na s se k ke o od do z ze za po pro při bez přes nad pod mezi aby když jako ale",
    "sk": "a alebo že v vo na s so k ku o od do z zo za po pre pri bez cez nad pod medzi aby keď ako ale",
    "sl": "in ali da v na s z k od do iz za po pri brez čez nad pod med če ko kot ampak",
    "hr": "i ili da u na s sa k od do iz za po pri bez kroz nad pod među ako kad kao ali",
    "sr": "и или да у на с са к од до из за по при без кроз над под међу ако кад као али",
    "el": "και ή ότι που σε με για από προς χωρίς αν όταν όπως αλλά",
    "hu": "és vagy hogy ha mint de",
    "fi": "ja tai että jos kun kuin mutta",
    "et": "ja või et kui aga",
    "tr": "ve veya ile için gibi ki",
    "id": "dan atau bahwa di ke dari untuk dengan pada oleh yang jika karena",
    "ms": "dan atau bahawa di ke dari untuk dengan pada oleh yang jika kerana",
    "vi": "và hoặc rằng của với cho trong từ bởi nếu vì khi những các",
    "ar": "في من إلى على عن أو أن إن مع بين لكن التي الذي",
    "fa": "و یا که در از به با برای بر تا اگر",
    "he": "של על את עם אל או כי אם מן בין",
    "hi": "और या कि के का की में से पर को ने अगर",
    "ur": "اور یا کہ کے کا کی میں سے پر کو نے اگر",
}


JOINING = frozenset(
    "and or to und oder bis sowie bzw als wie et ou y e o u ed og eller och samt en of tot i ali lub oraz a nebo "
    "či и или й та або и до és vagy ja tai või ning ehk edo eta ir arba un vai in ter als și sau ve veya".split()
)
"""What stands between two of a kind, in some languages: faster and faster, pre- and post-war."""


@cache
def determiners(lang: str) -> frozenset[str]:
    """Return the articles and attributive words that no mark may follow."""
    return frozenset(_DETERMINERS.get(lang, "").split())


@cache
def links(lang: str) -> frozenset[str]:
    """Return the prepositions and conjunctions after which a sentence cannot end.

    In languages with postpositions (`hi`, `tr`, `hu`) only conjunctions among them come before nothing.
    """
    return frozenset(_LINKS.get(lang, "").split())
