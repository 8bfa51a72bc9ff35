"""A fixed run with planted flags in four languages, and larger ones made from it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import deepcopy
from functools import cache
from typing import Any

from tqcheck.metrics import METRICS
from tqcheck.model import Flag, Result, Segment, Severity, Span
from tqcheck.pipeline import Run
from tqcheck.report import Report
from tqcheck.rules import RULES
from tqcheck.store import run_record, segment_record

# (rule, category, severity, marked in the target, marked in the source, message, suggestion). A mark that stands
# after `|` in the target means: something is missing before these words.
Planted = tuple[str, str, Severity, str, str, str, str | None]
MINOR, MAJOR, CRITICAL = Severity.MINOR, Severity.MAJOR, Severity.CRITICAL

SUMMIT: list[tuple[str, str, str, list[Planted]]] = [
    ("La presidenta Marina Echeverri llegó el lunes a Valdivia para una cumbre de dos días.",
     "President Marina Echevarry arrived in Valdivia on Monday for a two-day summit.",
     "President Marina Echeverri arrived in Valdivia on Monday for a two-day summit.",
     [("names.misspelled", "names", MAJOR, "Echevarry", "Echeverri", "‘Echevarry’ is spelled ‘Echeverri’ in the source, and in 3 other places of this document.", "Echeverri")]),
    ("Unas 4.500 personas se manifestaron frente al puerto.",
     "Some 4,500 people demonstrated in front of the port.",
     "About 4,500 people demonstrated outside the port.", []),
    ("El acuerdo costará 1,2 millones de euros y no afectará a los pescadores.",
     "The agreement will cost 1.2 billion euros and will affect fishermen.",
     "The agreement will cost 1.2 million euros and will not affect the fishermen.",
     [("numbers.different", "numbers", CRITICAL, "1.2 billion", "1,2 millones", "1,2 millones is 1.2 million; the target says a thousand times as much.", "1.2 million"),
      ("polarity.reversed", "mistranslation", CRITICAL, "will affect", "no afectará", "The source denies it (‘no afectará’); the target asserts it.", "will not affect")]),
    ("«No vamos a firmar hoy», dijo el ministro Arriaga a los periodistas.",
     "\"We are not going to sign today\", said Minister Arriaga to the journalists.",
     "“We are not going to sign today,” Minister Arriaga told reporters.",
     [("punctuation.quotes", "punctuation", MINOR, "\"We", "«No", "Straight quotation marks; the rest of this document has “ ”.", "“We")]),
    ("Los pescadores piden que se retire la cuota, según el sindicato.",
     "The fishermen ask for the the the the quota to be withdrawn, according to the union.",
     "The fishermen want the quota to be withdrawn, the union says.",
     [("repetition.loop", "garbled", CRITICAL, "the the the the", "", "‘the’ stands 4 times in a row", "the")]),
    ("La cumbre terminará el martes con una declaración conjunta.",
     "The summit will end on Tuesday with a joint statement.",
     "The summit will end on Tuesday with a joint statement.", []),
]  # fmt: skip
GRID: list[tuple[str, str, str, list[Planted]]] = [
    ("Авария на подстанции «Северная» оставила без света 12 300 домов, сообщил губернатор Лещинский.",
     "An accident at the Severnaya substation left 12,300 homes without power, Governor Leshchinsky said.",
     "A fault at the Severnaya substation left 12,300 homes without electricity, Governor Leshchinsky said.", []),
    ("Ремонт займёт до трёх суток, уточнили в компании.",
     "Repairs will take up to three days, the company сообщили.",
     "Repairs will take up to three days, the company said.",
     [("language.untranslated", "language", MAJOR, "сообщили", "уточнили", "Russian left standing in the English text.", "said")]),
    ("По словам Лещинского, больницы работают на резервном питании.",
     "According to Leschinski, hospitals are running on backup power.",
     "Leshchinsky said hospitals were running on backup power.",
     [("consistency.name", "consistency", MAJOR, "Leschinski", "Лещинского", "Written ‘Leshchinsky’ in segment 1 of this document.", "Leshchinsky")]),
    ("Пострадавших нет. Причина аварии устанавливается, прокуратура начала проверку.",
     "There were no casualties. The cause of the accident is being established.",
     "Nobody was hurt. The cause is being established, and prosecutors have opened an inquiry.",
     [("completeness.omission", "omission", MAJOR, "|.", "прокуратура начала проверку", "‘прокуратура начала проверку’ (prosecutors have opened an inquiry) is missing.", None)]),
    ("Школы закрыты до четверга.",
     "Schools are closed until Thursday.",
     "Schools will stay closed until Thursday.", []),
]  # fmt: skip
BRIDGE: list[tuple[str, str, str, list[Planted]]] = [
    ("青川大桥于周五正式通车,全长3200米。",
     "The Qingchuan Bridge, 320 metres long, officially opened to traffic on Friday.",
     "The Qingchuan Bridge, which is 3,200 metres long, opened to traffic on Friday.",
     [("numbers.different", "numbers", MAJOR, "320 metres", "3200米", "3200 in the source, 320 in the target.", "3,200 metres")]),
    ("市长林若梅表示,大桥将把通勤时间缩短一半。",
     "Mayor Lin Ruomei said that the bridge would halve commuting time&nbsp;.",
     "Mayor Lin Ruomei said the bridge would cut commuting times by half.",
     [("markup.entity", "garbled", MINOR, "&nbsp;", "", "The HTML entity ‘&nbsp;’ stands in the text.", "")]),
    ("工程历时四年,耗资28亿元。",
     "The project took four years and cost 2.8 billion yuan.",
     "The work took four years and cost 2.8 billion yuan.", []),
    ("当地居民对噪音表示担忧。",
     "Local residents expressed concern about noise pollution caused by the airport.",
     "Local residents are worried about the noise.",
     [("completeness.addition", "addition", MAJOR, "caused by the airport", "", "Nothing in the source speaks of ‘caused by the airport’.", None)]),
]  # fmt: skip
FLOOD: list[tuple[str, str, str, list[Planted]]] = [
    ("Heavy rain flooded 230 homes in Khasab on Sunday, officials said.",
     "غمرت الأمطار الغزيرة 320 منزلا في خصب يوم الأحد، حسبما قال مسؤولون.",
     "غمرت الأمطار الغزيرة 230 منزلا في خصب يوم الأحد، وفق مسؤولين.",
     [("numbers.different", "numbers", MAJOR, "320", "230", "230 in the source, 320 in the target.", "230")]),
    ("Governor Salim Haddad urged people to stay at home.",
     "وحث الحاكم سليم حدادد الناس على البقاء في منازلهم.",
     "ودعا المحافظ سليم حداد السكان إلى البقاء في منازلهم.",
     [("names.misspelled", "names", MAJOR, "حدادد", "Haddad", "‘حدادد’ is spelled ‘حداد’ elsewhere in this document.", "حداد")]),
    ("Schools will reopen on Wednesday if the water recedes.",
     "ستعيد المدارس فتح أبوابها يوم الأربعاء إذا انحسرت المياه.",
     "ستعيد المدارس فتح أبوابها الأربعاء إذا انحسرت المياه.", []),
]  # fmt: skip

DOCUMENTS = (
    ("summit-valdivia", "es", "en", SUMMIT),
    ("grid-severnaya", "ru", "en", GRID),
    ("bridge-qingchuan", "zh", "en", BRIDGE),
    ("flood-khasab", "en", "ar", FLOOD),
)
BACK = {0: "La presidenta Marina Echevarry llegó a Valdivia el lunes para una cumbre de dos días."}


def results(metrics: Iterable[str] = ("chrf", "bleu", "ter")) -> Iterator[Result]:
    """Yield the results of the fixed run."""
    chosen = [METRICS[id]() for id in metrics]
    for document, source_lang, target_lang, rows in DOCUMENTS:
        for number, (source, target, reference, planted) in enumerate(rows):
            segment = Segment(
                id=f"{document}-{number + 1}",
                target=target,
                source=source,
                references=(reference,),
                source_lang=source_lang,
                target_lang=target_lang,
                back_translation=BACK.get(number) if document.startswith("summit") else None,
                document=document,
                path="wire/monday.jsonl",
                line=number + 1,
            )
            flags = tuple(_flag(target, source, *plant) for plant in planted)
            worst = max((flag.severity for flag in flags), default=Severity.NEUTRAL)
            verdict = "fail" if worst == CRITICAL else "review" if flags else "pass"
            stats = {metric.id: rows[0] for metric in chosen if (rows := metric.measure([segment]))[0]}
            scores = {metric.id: metric.segment_score(stats[metric.id]) for metric in chosen if metric.id in stats}
            yield Result(segment, flags, verdict, scores, stats)  # type: ignore[arg-type]


def _flag(target, source, rule, category, severity, mark, source_mark, message, suggestion) -> Flag:
    if mark.startswith("|"):
        start = end = target.rindex(mark[1:])
    else:
        start = target.index(mark)
        end = start + len(mark)
    spans = [Span("target", start, end)]
    if source_mark:
        spans.append(Span("source", source.index(source_mark), source.index(source_mark) + len(source_mark)))
    return Flag(rule, category, severity, message, tuple(spans), suggestion)


def sample_run() -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Return the record and the segments of the fixed run; a test may change them."""
    return deepcopy(_made())


@cache
def _made() -> tuple[dict[str, Any], list[dict[str, Any]]]:
    metrics = ("chrf", "bleu", "ter")
    run = Run(tuple(rule() for rule in RULES), tuple(METRICS[id]() for id in metrics))
    report = Report(run)
    segments = [segment_record(result) for result in report.recording(results(metrics))]
    record = run_record(report, "monday-wire", [], languages={"target": "en, as given"}, skipped=[])
    record["inputs"] = {"wire/monday.jsonl": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"}
    record["summary"]["not_run"] = [
        {"id": "terms.missing", "reason": "needs a glossary, and none is given"},
        {"id": "comet", "reason": "needs unbabel-comet: pip install 'tqcheck[comet]'"},
    ]
    for name, document in NAMES:
        first = next(segment for segment in segments if segment["doc_id"] == document)
        first.setdefault("names", []).append({"first": first["id"], **name})
    return record, segments


NAMES: list[tuple[dict[str, Any], str]] = [
    ({"name": "Marina Echeverri", "source": {"Marina Echeverri": 1}, "target": {"Marina Echevarry": 1}, "times": 1, "faults": ["names.misspelled"]}, "summit-valdivia"),
    ({"name": "Valdivia", "source": {"Valdivia": 1}, "target": {"Valdivia": 1}, "times": 1, "faults": []}, "summit-valdivia"),
    ({"name": "Arriaga", "source": {"Arriaga": 1}, "target": {}, "times": 1, "faults": []}, "summit-valdivia"),
    ({"name": "Лещинский", "source": {"Лещинский": 1, "Лещинского": 1}, "target": {"Leshchinsky": 1, "Leschinski": 1}, "times": 2, "faults": ["consistency.name"]}, "grid-severnaya"),
    ({"name": "林若梅", "source": {"林若梅": 1}, "target": {"Lin Ruomei": 1}, "times": 1, "faults": []}, "bridge-qingchuan"),
]  # fmt: skip


def large_run(size: int, flags: int) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Return a run of `size` segments and about `flags` flags, none of its texts twice."""
    record, small = sample_run()
    plain = [segment for segment in small if not segment["flags"]]
    flagged = [segment for segment in small if len(segment["flags"]) == 1]
    every = max(1, size // max(1, flags))
    segments = []
    for number in range(size):
        pool = flagged if number % every == 0 else plain
        segment = pool[number // every % len(pool) if pool is flagged else number % len(pool)]
        tail = f" ({number})"
        segments.append(
            {
                **segment,
                "id": f"doc{number // 25:04}-{number % 25}",
                "doc_id": f"doc{number // 25:04}",
                "src": segment["src"] + tail + " " + segment["src"],
                "mt": segment["mt"] + tail + " " + plain[number % len(plain)]["mt"],
                "scores": {id: round((score + number * 7.3) % 100, 4) for id, score in segment["scores"].items()},
                "line": number + 1,
            }
        )
    record["name"] = f"large-{size}"
    return record, segments
