"""Plugin (one frozen class in a file) and Catalog (a folder of them, plus entry points)."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import cached_property
from importlib import import_module
from importlib.metadata import entry_points
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, ClassVar, Generic, TypeVar, dataclass_transform

from tqcheck.errors import UsageError, near


@dataclass_transform(frozen_default=True)
class Plugin:
    """A frozen dataclass whose fields are its options and whose docstring is its manual page.

    `id` comes from the place of the file below its catalog's folder: `rules/names/misspelled.py`
    is `names.misspelled`. A plugin from an entry point takes the entry point's name.
    """

    id: ClassVar[str] = ""

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        dataclass(frozen=True)(cls)

    @classmethod
    def options(cls) -> dict[str, Any]:
        """Return the options with their defaults."""
        return {field.name: field.default for field in fields(cls)}  # type: ignore[arg-type]  # made one above

    @classmethod
    def unavailable(cls) -> str:
        """Return why it cannot run here (an extra is not installed), and what to do; empty if it can."""
        return ""

    @classmethod
    def summary(cls) -> str:
        """Return the first sentence of the manual page."""
        return inspect.getdoc(cls).split("\n", 1)[0] if cls.__doc__ else ""  # type: ignore[union-attr]


K = TypeVar("K", bound=Plugin)


class Catalog(Generic[K]):
    """The plugins of one kind: the files below a package's folder, and the entry points of its name.

    Nothing is imported before it is asked for by `catalog[id]`.
    """

    def __init__(self, package: str, kind: type[K]) -> None:
        self.package, self.kind = package, kind
        self.noun = kind.__name__.lower()
        self._loaded: dict[str, type[K]] = {}

    @cached_property
    def _modules(self) -> dict[str, str]:
        return {module.replace("/", "."): module for module in sorted(_modules(files(self.package)))}

    @cached_property
    def _entry_points(self) -> dict[str, Any]:
        return {point.name: point for point in entry_points(group=self.package)}

    @property
    def ids(self) -> list[str]:
        """Return all ids, sorted."""
        return sorted({*self._modules, *self._entry_points})

    def __iter__(self) -> Iterator[type[K]]:
        return (self[id] for id in self.ids)

    def __contains__(self, id: str) -> bool:
        return id in self._modules or id in self._entry_points

    def __getitem__(self, id: str) -> type[K]:
        if id not in self._loaded:
            if id in self._modules:
                plugin = self._only_class(f"{self.package}.{id}")
            elif id in self._entry_points:
                plugin = self._entry_points[id].load()
            else:
                raise UsageError(
                    f"there is no {self.noun} '{id}'{near(id, self.ids)} (see `tqcheck list {self.noun}s`)"
                )
            plugin.id = id
            self._loaded[id] = plugin
        return self._loaded[id]

    def _only_class(self, name: str) -> type[K]:
        module = import_module(name)
        found = [
            value
            for value in vars(module).values()
            if inspect.isclass(value) and issubclass(value, self.kind) and value.__module__ == name
        ]
        if len(found) != 1:
            raise TypeError(f"{name} must define one {self.kind.__name__}, not {len(found)}")
        return found[0]

    def select(self, wanted: list[str] | None = None, ignored: list[str] | None = None) -> list[str]:
        """Return the ids that `wanted` names (all, if None) less those that `ignored` names.

        A name is an id or a family: `names` stands for every `names.*`.
        """
        chosen = self.ids if wanted is None else [id for name in wanted for id in self._named(name)]
        dropped = {id for name in ignored or () for id in self._named(name)}
        return [id for id in dict.fromkeys(chosen) if id not in dropped]

    def _named(self, name: str) -> list[str]:
        family = [id for id in self.ids if id == name or id.startswith(name + ".")]
        return family or [self[name].id]  # the latter raises, with the near names


def _modules(folder: Traversable, prefix: str = "") -> Iterator[str]:
    """Yield `family/name` for each module below `folder`, private ones left out."""
    for entry in folder.iterdir():
        if entry.name.startswith(("_", ".")):
            continue
        if entry.is_dir():
            yield from _modules(entry, f"{prefix}{entry.name}/")
        elif entry.name.endswith(".py"):
            yield prefix + entry.name.removesuffix(".py")
