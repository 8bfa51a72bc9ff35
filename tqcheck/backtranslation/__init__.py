"""What a translation engine is (Engine, Translator, Answer), all there are (ENGINES), and how one is named."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, ClassVar, NamedTuple

from tqcheck.errors import UsageError, near
from tqcheck.plugin import Catalog, Plugin


class Answer(NamedTuple):
    """What an engine makes of a text: a translation, or the trouble that it had instead."""

    text: str = ""
    trouble: str = ""


class Translator:
    """An engine at work on one pair of languages. It answers every text; what goes wrong is in the answer."""

    signature: str = ""
    """What decides on the translation of a text: the cache keeps translations under it."""

    def translate(self, texts: Sequence[str]) -> list[Answer]:
        """Return an answer a text, in order. Texts hold no line ends."""
        raise NotImplementedError

    def close(self) -> None:
        """Let go of processes and connections."""


class Engine(Plugin):
    """A way to translate. Its fields are its options; `bare` names the one that may stand without its name."""

    bare: ClassVar[str] = ""

    def start(self, source: str, target: str) -> Translator:
        """Return a translator from one language into another (BCP 47).

        Raises UsageError, with the next step, if there is none on this machine.
        """
        raise NotImplementedError

    def found(self) -> list[str]:
        """Return, for `tqcheck doctor`, what of the engine is there; empty if nothing."""
        return []


ENGINES: Catalog[Engine] = Catalog("tqcheck.backtranslation", Engine)


def engine_named(text: str) -> Engine:
    """Return the engine of `ID[:options]`: `apertium`, `apertium:via=es,timeout=5`, `command:./mt.sh --fast`.

    Raises UsageError for an engine or an option that does not exist, and for a value that does not fit.
    """
    id, _, rest = text.partition(":")
    engine = ENGINES[id]
    kinds: dict[str, type] = {name: type(default) for name, default in engine.options().items()}
    options: dict[str, Any] = {}
    # a comma parts options only where the name of one follows: commands and addresses have commas too
    names = "|".join(map(re.escape, kinds)) or "$."
    for part in re.split(rf",(?=(?:{names})=)", rest) if rest else ():
        name, equals, value = part.partition("=")
        if name not in kinds or not equals:
            if engine.bare and not options:
                name, value = engine.bare, part
            else:
                raise UsageError(f"engine {id} has no option '{name}'{near(name, kinds)} (see `tqcheck explain {id}`)")
        try:
            options[name] = kinds[name](value)
        except ValueError as error:
            raise UsageError(f"engine {id}: {name} is a number, not '{value}'") from error
    return engine(**options)
