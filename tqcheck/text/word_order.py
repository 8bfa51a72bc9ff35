"""Neighbours that no grammar puts side by side: how a sentence in scrambled order gives itself away.

Small words of closed classes stand in one half of all pairs of neighbours. In print some of those pairs
never meet (`the of`, `in is`, `dem und`): what is listed is only what has no other reading.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

import regex

from tqcheck.text.memo import Memo
from tqcheck.text.tokens import Word, words


class Clash(NamedTuple):
    """Two neighbours that do not go together, at `text[start:end]`; `weight` is 1 if they never do."""

    start: int
    end: int
    weight: float


# article: what must be followed by a noun or what describes it. preposition: by a noun, an article, a pronoun.
# conjunction: by anything but an end or another conjunction. subject: pronouns in the nominative.
# finite: verbs that do not follow one another.
_CLASSES: dict[str, dict[str, str]] = {
    "en": {
        "article": "the a an my your our their its every",
        "preposition": "of from with into at by for to upon among toward towards between during against",
        "conjunction": "and or",
        "subject": "he she they we",
        "finite": "is are was were has had",
        "modal": "would could should",
        "adverb": "in on",
    },
    "de": {
        "article": "seinem meinem unserem zum zur beim vom im am ins",
        "preposition": "von mit bei aus für gegen durch ohne zwischen",
        "conjunction": "und oder dass weil sondern",
        "subject": "ich er wir",
        "finite": "ist war sind waren hat hatte hatten wurde wurden wird kann könnte soll",
    },
    "nl": {
        "article": "de een mijn onze hun",
        "preposition": "van met bij voor tegen tussen",
        "conjunction": "en of dat omdat",
        "subject": "ik hij wij",
        "finite": "is was zijn waren heeft had hadden werd werden wordt kan zou",
    },
    "sv": {
        "article": "sin sina min mina",
        "preposition": "av från med hos mellan",
        "conjunction": "och eller att",
        "subject": "jag han hon vi",
        "finite": "är var har hade blev kan skulle ska",
    },
    "da": {
        "article": "sin sine min mine",
        "preposition": "af fra med hos mellem",
        "conjunction": "og eller",
        "subject": "jeg han hun vi",
        "finite": "er var har havde blev kan skulle skal",
    },
    "nb": {
        "article": "sin sine min mine",
        "preposition": "av fra med hos mellom",
        "conjunction": "og eller",
        "subject": "jeg han hun vi",
        "finite": "er var har hadde ble kan skulle skal",
    },
    "fr": {
        "article": "le les du des au aux un une ces mon ma mes tes ses ce cette cet leurs",
        "preposition": "de dans sur par avec sans chez vers pour à",
        "conjunction": "et ou mais que",
        "subject": "je il ils",
        "finite": "est sont était étaient ont avait avaient sera serait peut",
    },
    "es": {
        "article": "el los del al sus mi tu",
        "preposition": "de en con por sin sobre desde hasta hacia a para",
        "conjunction": "y o pero e",
        "subject": "yo",
        "finite": "es son era eran fue fueron está están ha han había habían será puede",
    },
    "pt": {
        "article": "os as do da dos das ao aos no na nos nas pelo pela pelos pelas",
        "preposition": "de em com por sem sobre desde para",
        "conjunction": "e ou mas",
        "subject": "eu",
        "finite": "é são era eram foi foram está estão há tem tinha tinham será pode",
    },
    "it": {
        "article": "il i gli del della dei delle degli dello al alla ai alle dal dalla nel nella nei nelle sul sulla ogni",
        "preposition": "di con per tra fra su a in da",
        "conjunction": "e ed o ma",
        "subject": "io egli",
        "finite": "è sono era erano ha hanno aveva avevano sarà può",
    },
    "ca": {
        "article": "els del dels al als",
        "preposition": "de en amb per sense sobre",
        "conjunction": "i o però",
        "subject": "jo",
        "finite": "és són era eren ha han havia serà pot",
    },
    "ro": {
        "article": "unei unui niște",
        "preposition": "de la în cu pe din pentru prin spre fără",
        "conjunction": "și sau că dar",
        "subject": "eu",
        "finite": "este sunt era erau a au avea va poate",
    },
    "ru": {
        "preposition": "в на с к из от для у при без через под между во со ко о об по за до",
        "conjunction": "и или что чтобы если",
        "subject": "я он мы они",
        "finite": "был была было были будет может",
        "particle": "не ни",
    },
    "uk": {
        "preposition": "в у на з із до від для при без через під між за по",
        "conjunction": "і й або що щоб якщо",
        "subject": "я він ми вони",
        "finite": "був була було були буде може",
        "particle": "не ні",
    },
    "be": {
        "preposition": "у ў на з да ад для пры без праз пад паміж за па",
        "conjunction": "і ці што каб калі",
        "subject": "я ён мы яны",
        "finite": "быў была было былі будзе можа",
        "particle": "не",
    },
    "bg": {
        "preposition": "в във на с със към от до из за по при без през под между",
        "conjunction": "и или че",
        "subject": "аз той ние",
        "finite": "беше бяха е са има може",
    },
    "pl": {
        "preposition": "w we na z ze do od dla przy bez przez nad pod między po za o u",
        "conjunction": "i oraz lub że żeby",
        "subject": "ja my oni",
        "finite": "jest są był była było byli były ma może",
        "particle": "nie",
    },
    "cs": {
        "preposition": "v ve na z ze do od pro při bez přes nad pod mezi po za o u k ke s",
        "conjunction": "a nebo že aby",
        "subject": "já my oni",
        "finite": "je jsou byl byla bylo byli byly má může",
    },
    "sk": {
        "preposition": "v vo na z zo do od pre pri bez cez nad pod medzi po za o u k ku s so",
        "conjunction": "a alebo že aby",
        "subject": "ja my oni",
        "finite": "je sú bol bola bolo boli má môže",
    },
    "hr": {
        "preposition": "u na s iz do od za po pri bez kroz nad pod među",
        "conjunction": "i ili ali",
        "subject": "ja mi oni",
        "finite": "bio bila bilo bili ima može",
    },
    "el": {
        "article": "ο η οι των στο στη στην στον στα στους στις",
        "preposition": "με για από προς χωρίς",
        "conjunction": "και ή ότι αλλά",
        "subject": "εγώ εμείς",
        "finite": "είναι ήταν έχει έχουν είχε μπορεί",
    },
    "hu": {
        "article": "a az",
        "conjunction": "és vagy hogy",
        "subject": "én ő mi",
        "finite": "van volt voltak lesz lehet",
    },
    "he": {
        "preposition": "של על את עם אל מן בין",
        "conjunction": "או כי אם אבל",
        "subject": "אני אנחנו",
        "finite": "היה הייתה היו",
    },
    "ar": {
        "preposition": "في من إلى على عن بين",
        "conjunction": "أو لكن ثم",
        "subject": "أنا نحن",
        "finite": "كان كانت كانوا يكون",
    },
}  # fmt: skip
_CLASSES["no"] = _CLASSES["nb"]
_CLASSES["gl"] = _CLASSES["pt"]
_CLASSES["sr"] = _CLASSES["bs"] = _CLASSES["hr"]

_MARK, _STOP = "mark", "stop"
# How much two classes side by side weigh; those not listed may meet.
_WEIGHTS = {
    ("article", "article"): 1.0,
    ("article", "preposition"): 1.0,
    ("article", "conjunction"): 1.0,
    ("article", "subject"): 1.0,
    ("article", "finite"): 1.0,
    ("article", _MARK): 1.0,
    ("article", _STOP): 1.0,
    ("preposition", "preposition"): 0.7,
    ("preposition", "conjunction"): 0.8,
    ("preposition", "subject"): 1.0,
    ("preposition", "finite"): 0.8,
    ("preposition", _MARK): 0.8,
    ("preposition", _STOP): 1.0,
    ("conjunction", "conjunction"): 0.7,
    ("conjunction", _STOP): 1.0,
    ("subject", "subject"): 1.0,
    ("subject", "article"): 0.7,
    ("subject", "preposition"): 0.4,
    ("subject", "conjunction"): 0.4,
    ("finite", "finite"): 0.7,
    ("modal", "modal"): 1.0,
    ("modal", "finite"): 1.0,
    ("finite", "modal"): 1.0,
    ("modal", "preposition"): 0.7,
    ("article", "modal"): 1.0,
    ("preposition", "modal"): 0.8,
    ("article", "adverb"): 0.7,
    ("adverb", "finite"): 0.5,
    ("adverb", "modal"): 0.5,
    ("adverb", "subject"): 0.5,
    ("particle", "particle"): 0.8,
    ("particle", _STOP): 0.8,
    ("particle", "preposition"): 0.0,
}
# Pairs that do meet: `by and large`, `de par`, articles that are pronouns before verbs, …
_MEET = {
    "en": "according_to by_to to_by from_to of_to for_to is_to at_to with_to he_to she_to they_to we_to to_for to_of he_and she_and they_and we_and by_and to_and from_of for_by have_had had_had every_of from_between from_among for_and with_and of_a "
    "is_is has_had we_the they_the an_at into_or of_by",
    "de": "von_und für_aus und_dass ohne_dass oder_dass dass_und von_mit im_und am_und zum_und durch_und er_ein von_bei",
    "fr": "avec_de à_de dans_de et_pour de_par de_chez par_de et_ou et_que mais_que que_et ou_que de_dans un_et du_ou des_ou un_ou une_ou une_est "
    "de_sur un_sur de_pour ce_que ce_à ce_de ce_est ce_sont ce_sera ce_ont ce_était ce_serait cette_de une_à un_à un_de "
    "une_de par_sur un_par une_par ce_pour par_à que_de que_du pour_que sans_que à_que les_a les_ont les_avait les_avaient "
    "le_est le_sont le_peut il_le il_les elle_le elle_les je_le ils_le ils_les le_était le_sera elle_ou il_ou et_et "
    "que_dans que_pour que_par vers_le pour_de mes_de chez_les et_mais un_dans une_dans un_pour une_pour les_un les_uns "
    "un_le une_le les_des les_de ce_le ce_les ce_un ce_une ce_des les_aux le_aux le_du que_il de_à d_à avec_que un_des une_des",
    "es": "de_en hasta_por por_hasta de_hasta los_del el_del el_de al_del un_de a_con y_o hacia_y en_de de_a de_por por_de para_con de_entre el_de los_de al_de en_a y_o el_en los_en los_que el_que al_que del_que un_a "
    "una_a los_a el_por los_por a_por hasta_en por_en de_sobre una_de una_en una_por uno_de una_con los_con el_con "
    "un_en los_ha los_han los_había él_y él_en él_a él_de el_a él_por una_y una_o él_o de_con por_sobre los_para "
    "el_para en_por los_son los_sin una_es desde_a hasta_con él_los él_un",
    "pt": "de_e de_há desde_há as_do os_do os_da as_da os_dos as_dos os_das as_das de_por por_de os_que as_que os_de as_de do_que da_que dos_que das_que ao_de um_de uma_de um_a uma_e um_e para_de "
    "no_em na_em de_em para_com para_em os_com as_com os_em as_em os_por de_entre os_para as_para da_de do_de dos_de das_de "
    "e_ou nos_a as_e os_tem os_há as_há um_em uma_em um_por uma_por uma_com um_com para_por ele_e e_mas na_de no_de nos_de "
    "nas_de os_sem as_sem nos_com nos_em",
    "it": "in_su per_in da_in un_a i_a di_a e_o i_con i_per i_di il_con io_e un_di per_da il_di a_per su_di per_di fra_di "
    "tra_di da_a e_ma in_a di_su lui_e",
    "ru": "за_что на_что во_что про_что через_что под_что о_что по_что или_если или_чтобы и_если и_чтобы от_с из_за из_под о_по на_за за_по и_или и_что с_по в_за в_от по_на по_за от_до по_с у_с и_если что_и что_если или_что",
    "nl": "van_voor zijn_was zijn_is was_zijn kan_zijn zou_zijn is_zijn van_tussen een_of dat_of een_en hun_is een_van een_voor "
    "een_met een_bij een_tegen een_is een_was is_de of_en en_of en_dat of_dat en_omdat dat_de voor_of",
    "sv": "han_och hon_och vi_i vi_och att_och jag_och och_att eller_att med_och har_var var_har är_har har_är",
    "pl": "i_że i_żeby z_za z_pod z_po z_nad za_z są_w jest_w ma_być był_w i_oraz po_za o_do od_do na_po o_w",
    "cs": "s_nebo pro_a nebo_že nebo_aby bez_a a_že a_aby a_nebo je_v po_v o_na od_do s_za za_s na_od a_s",
    "uk": "за_що на_що у_що в_що про_що через_що під_що по_що щоб_і щоб_й якщо_й з_за з_під і_що і_або що_і і_якщо",
    "hu": "az_a a_az és_hogy hogy_a mi_van mi_volt mi_lesz mi_lehet az_és",
    "ro": "de_la de_pe de_la pe_la de_prin până_la și_că dar_că a_au la_de din_a pe_a la_a de_a în_a cu_a pentru_a prin_a fără_a "
    "de_cu el_a ei_au eu_a va_a",
    "el": "από_με για_από και_ότι με_για",
    "ar": "من_بين من_على من_في كان_يكون إلى_من في_من من_عن عن_من",
    "he": "על_את כי_אם או_כי",
}
# Languages that leave a preposition behind at the end of a clause.
_STRANDING = frozenset("en sv da nb no is nl de".split())
# Languages in which the verb follows its subject, so that nothing else does.
_SUBJECT_FIRST = frozenset("en fr".split())
_STRANDED = 0.4
"""Weight of such a preposition before a verb."""
_PARENTHESIS_RE = regex.compile(r"\s?[,،][^,،;.:!?]{2,60}[,،]")
_ELLIPSIS_RE = regex.compile(r"\s*\.\.")
_GAP_RE = regex.compile(r"\s*(?P<mark>[,;:.?!…،؛؟])|\s*[)\]\"'”»’]|\s[-–—]\s")


def _end(gap: str) -> str | None:
    match = _GAP_RE.match(gap)
    return (match["mark"] or "") if match else None


_ENDS = Memo(_end)
"""The mark that ends a clause in what stands between two words, empty for another; None if no clause ends there."""


@cache
def classes_of(lang: str) -> tuple[dict[str, str], frozenset[str]]:
    """Return the class of each small word of a language, and the pairs of neighbours that meet all the same."""
    classes = {word: name for name, listed in _CLASSES.get(lang, {}).items() for word in listed.split()}
    return classes, frozenset(_MEET.get(lang, "").split())


@lru_cache(maxsize=4096)
def clashes(text: str, lang: str) -> tuple[Clash, ...]:
    """Return the neighbours of `text` that do not go together, left to right.

    >>> [text[c.start:c.end] for text in ["talk to the of united president"] for c in clashes(text, "en")]
    ['the of']
    """
    classes, meet = classes_of(lang)
    if not classes:
        return ()
    found = []
    tokens = words(text)
    for index, token in enumerate(tokens):
        folded = token.text.casefold()
        first = classes.get(folded)
        if first is None or (len(token.text) == 1 and token.text.isupper() and index):
            continue
        after = tokens[index + 1] if index + 1 < len(tokens) else None
        end = after.start if after else len(text)
        gap = text[token.end : end]
        if (mark := _ENDS[gap]) is not None or after is None:
            if mark == "." and (
                _ELLIPSIS_RE.match(text, token.end) or regex.match(r"\s*\.\w", gap + text[end : end + 1])
            ):
                continue  # or...; convert .lip and .fuz
            if not mark and after is not None:
                continue
            second = _MARK if mark == "," or mark == "،" else _STOP if mark else None
            if second is None or (mark == "." and len(token.text) < 3 and after is not None) or mark == ":":
                continue
            if (first == "preposition" and lang in _STRANDING) or (mark in {"?", "!"} and first != "article"):
                continue
            weight = _WEIGHTS.get((first, second), 0.0)
            if first == "preposition" and _PARENTHESIS_RE.match(text, token.end):
                continue  # en, al menos, dos ciudades
            if weight and len(token.text) > 1 and not (index and token.text[0].isupper()):  # a name: Kim Jong Un,
                found.append(Clash(token.start, token.end + gap.index(mark) + 1 if mark else token.end, weight))
        elif gap.isspace() and after is not None and (second := classes.get(after.text.casefold())):
            weight = _WEIGHTS.get((first, second), 0.0)
            pair = f"{folded}_{after.text.casefold()}"
            if first == "subject" and second != "subject" and lang not in _SUBJECT_FIRST:
                weight = 0.0
            if first == "preposition" and second == "finite" and lang in _STRANDING:
                weight = _STRANDED  # what he refers to is
            if first == "preposition" and second == "conjunction":
                third = classes.get(_word_at(tokens, index + 2))
                weight = 0.0 if third == "preposition" else weight  # to and from
            if (
                weight
                and pair not in meet
                and f"{after.text.casefold()} {_word_at(tokens, index + 2)}" not in _IDIOMS
                and after.text.casefold() != folded
                and not (after.text[0].isupper() and token.text[0].islower())
            ):
                found.append(Clash(token.start, after.end, weight))
    return tuple(found)


# What begins with a small word, but is one thing to which another small word may lead.
_IDIOMS = frozenset({"at least", "at most", "at all", "at once", "at first", "by far", "by now", "in between"})


def _word_at(tokens: Sequence[Word], index: int) -> str:
    return tokens[index].text.casefold() if index < len(tokens) else ""
