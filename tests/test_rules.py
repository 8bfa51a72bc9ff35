"""Every rule flags exactly what its tables mark, and never crashes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tqcheck.api import make_run
from tqcheck.model import Batch, Segment
from tqcheck.rules import RULES, Example, Rule

ALL = list(RULES)
CASES = [
    pytest.param(rule, example, id=f"{rule.id}-{kind}-{number}")
    for rule in ALL
    for kind, examples in (("bad", rule.bad), ("good", rule.good))
    for number, example in enumerate(examples)
]


@pytest.mark.parametrize(("rule", "example"), CASES)
def test_flags_exactly_what_is_marked(rule: type[Rule], example: Example) -> None:
    document, here = example.document()
    flags = [flag for index, flag in rule().check_document(document) if index == here]
    found = {span for flag in flags for span in flag.spans}
    assert found == example.spans, [flag.message for flag in flags]
    if example.suggestion is not None:
        assert [flag.suggestion for flag in flags] == [example.suggestion]


@pytest.mark.parametrize("rule", ALL, ids=lambda rule: rule.id)
def test_has_a_page_and_examples(rule: type[Rule]) -> None:
    assert rule.summary()
    assert rule.bad
    assert rule.good
    assert all(example.spans for example in rule.bad)
    assert not any(example.spans for example in rule.good)


@settings(max_examples=60, deadline=None)
@given(
    source=st.none() | st.text(),
    target=st.text() | st.text("aA .,<>&;\"'«»–1\u0301\u200d\u0130ßпр中の ش", max_size=60),
    reference=st.none() | st.text(),
    langs=st.sampled_from([("es", "en"), ("en", "ru"), ("en", "zh"), ("ru", "ar"), (None, None), ("xx", "ja")]),
)
def test_never_crashes_and_stays_inside_the_text(source, target, reference, langs) -> None:
    segment = Segment(
        "1", target, source, (reference,) if reference else (), *langs, back_translation=source, document="d"
    )
    for rule in ALL:
        document = Batch([segment, segment.having(id="2")]).documents[0]
        for index, flag in rule().check_document(document):
            for span in flag.spans:
                assert 0 <= span.start <= span.end <= len(document.segments[index].text(span.side))
            assert flag.place
            assert flag.message


def test_a_flag_can_be_pickled_and_ordered_runs_agree() -> None:
    import pickle

    run = make_run()
    assert pickle.loads(pickle.dumps(run)) == run
