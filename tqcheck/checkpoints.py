"""COMET checkpoints: where they lie, which they are, and which of the many things is wrong if one cannot be had."""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from tqcheck.cache import Cache, key_of
from tqcheck.errors import UsageError, near

DEFAULT_MODEL = "Unbabel/wmt22-comet-da"
# Hub name → whether its licence must be accepted first. What comet publishes; any other hub name works too.
KNOWN_MODELS = {
    "Unbabel/wmt20-comet-da": False,
    "Unbabel/wmt20-comet-qe-da": False,
    "Unbabel/wmt20-comet-qe-da-v2": False,
    "Unbabel/wmt22-comet-da": False,
    "Unbabel/eamt22-cometinho-da": False,
    "Unbabel/wmt22-cometkiwi-da": True,
    "Unbabel/wmt23-cometkiwi-da-xl": True,
    "Unbabel/wmt23-cometkiwi-da-xxl": True,
    "Unbabel/XCOMET-XL": True,
    "Unbabel/XCOMET-XXL": True,
}
_ENCODER_FILES = ("*.json", "*.model", "*.txt")  # the weights of an encoder are in the checkpoint itself
_INSTALL = (
    "pip install torch --index-url https://download.pytorch.org/whl/cpu, then pip install 'tqcheck[comet]'"
    " (without the first line you get the GPU build)"
)


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A checkpoint on this machine. `revision` is the hub's commit, or the beginning of the file's SHA-256."""

    name: str
    path: Path
    revision: str
    settings: dict[str, Any]

    @property
    def kind(self) -> str:
        """Return comet's class of model: `regression_metric`, `xcomet_metric`, …"""
        return str(self.settings["class_identifier"])

    @property
    def inputs(self) -> tuple[str, ...]:
        """Return which of source, target and reference the model reads, as comet names them."""
        if self.kind == "referenceless_regression_metric":
            return ("src", "mt")
        if self.joint:
            return tuple(self.settings.get("input_segments") or ("mt", "src", "ref"))
        return ("src", "mt", "ref")

    @property
    def joint(self) -> bool:
        """Tell whether the model reads all texts at once; it can then do without a reference."""
        return self.kind in ("unified_metric", "xcomet_metric")

    @property
    def needs(self) -> tuple[str, ...]:
        """Return the evidence without which the model cannot score. Unified models can do without a reference."""
        wanted = {"src": "source", "ref": "reference"}
        return tuple(
            wanted[part]
            for part in ("src", "ref")
            if part in self.inputs and not (self.joint and part == "ref" and "src" in self.inputs)
        )


def require_comet() -> None:
    """Raise UsageError, with the line to type, if comet cannot be imported here."""
    if find_spec("comet") is None or find_spec("torch") is None:
        raise UsageError(f"comet is not installed: {_INSTALL}")
    if find_spec("pkg_resources") is None:
        raise UsageError(
            "comet cannot be imported: its torchmetrics wants pkg_resources, which setuptools 81 and newer"
            " no longer have (pip install 'setuptools<81')"
        )


def find_checkpoint(name: str) -> Checkpoint:
    """Return the checkpoint of a hub name or a path, without going to the network.

    Raises UsageError that says which it is: no such file, no hparams.yaml beside it, not in the cache,
    or incomplete there; and what to do.
    """
    require_comet()
    path = Path(name)
    if path.is_dir():
        path = _only_checkpoint(path)
    if path.is_file():
        checkpoint = _read(name, path, _digest(path))
    elif name.endswith(".ckpt") or name.startswith((".", "/", "~")):
        raise UsageError(f"there is no checkpoint {name} (a file such as model/checkpoints/model.ckpt is wanted)")
    else:
        checkpoint = _cached(name)
    encoder = str(checkpoint.settings.get("pretrained_model", ""))
    if encoder and not Path(encoder).is_dir() and _snapshot(encoder) is None:
        raise UsageError(
            f"the encoder {encoder} of {name} is not in the cache ({_hub_cache()});"
            f" only its tokenizer and settings are wanted: tqcheck models pull {encoder}"
        )
    return checkpoint


def cached_models() -> Iterator[tuple[str, Path]]:
    """Yield the checkpoints in comet's caches, sorted: (name, path)."""
    hub = _hub_cache()
    for folder in sorted(hub.glob("models--*")) if hub.is_dir() else ():
        name = folder.name.removeprefix("models--").replace("--", "/")
        root = _snapshot(name)
        if root is not None and list(root.glob("checkpoints/*.ckpt")):
            yield name, root
    legacy = _legacy_cache()
    for folder in sorted(legacy.iterdir()) if legacy.is_dir() else ():
        if list(folder.glob("checkpoints/*.ckpt")):
            yield folder.name, folder


def cached_folder(name: str) -> Path | None:
    """Return the folder of a hub name in the cache, whatever kind of model it is; None if it is not there."""
    return _snapshot(name)


def cache_places() -> tuple[Path, Path]:
    """Return where comet keeps models: the hub's cache, and the folder of models older than the hub."""
    return _hub_cache(), _legacy_cache()


def pull(name: str) -> Path:
    """Fetch a checkpoint, a Marian model or an encoder's tokenizer into the hub's cache; return its folder.

    Raises UsageError that says which it is: unknown, gated, no network, disk full; and what to do.
    """
    require_comet()
    settings = _pulled(name, ("hparams.yaml",)) / "hparams.yaml"
    if not settings.is_file():  # no COMET model: an encoder, or one that translates
        folder = _pulled(name, ("*.json", "*.spm"))
        return _pulled(name, None if list(folder.glob("*.spm")) else _ENCODER_FILES)
    encoder = str(_settings(settings).get("pretrained_model", ""))
    folder = _pulled(name, None)
    if encoder and not Path(encoder).is_dir():
        _pulled(encoder, _ENCODER_FILES)
    return folder


def _pulled(name: str, patterns: tuple[str, ...] | None) -> Path:
    from huggingface_hub import errors, snapshot_download
    from requests import exceptions

    try:
        return Path(snapshot_download(name, allow_patterns=patterns))
    except errors.HFValidationError as error:
        raise UsageError(f"'{name}' is no hub name (ORGANISATION/MODEL is wanted){_hint(name)}") from error
    except errors.GatedRepoError as error:
        raise UsageError(
            f"{name} is gated: accept its licence at https://huggingface.co/{name}, then log in (`hf auth login`)"
        ) from error
    except errors.RepositoryNotFoundError as error:
        raise UsageError(f"the hub has no model '{name}', or it is private{_hint(name)}") from error
    except (
        errors.LocalEntryNotFoundError,
        errors.OfflineModeIsEnabled,
        exceptions.ConnectionError,
        exceptions.Timeout,
    ) as error:
        why = "HF_HUB_OFFLINE is set" if _offline() else "the hub cannot be reached"
        raise UsageError(
            f"{name} is not in the cache ({_hub_cache()}), and {why}"
            " (fetch it where there is a network and copy the cache folder, or give a path)"
        ) from error
    except errors.HfHubHTTPError as error:
        raise UsageError(f"the hub did not give {name}: {error}") from error
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise UsageError(f"the disk of {_hub_cache()} is full; {name} is not there") from error
        raise


def _offline() -> bool:
    return os.environ.get("HF_HUB_OFFLINE", "").upper() in ("1", "ON", "YES", "TRUE")


def _hint(name: str) -> str:
    return near(name, KNOWN_MODELS)


def _hub_cache() -> Path:
    from huggingface_hub import constants

    return Path(constants.HF_HUB_CACHE)


def _legacy_cache() -> Path:
    return Path.home() / ".cache" / "torch" / "unbabel_comet"


def _snapshot(name: str) -> Path | None:
    """Return the folder of what the cache holds of a hub name; None if it holds nothing."""
    from huggingface_hub import errors, snapshot_download

    try:
        return Path(snapshot_download(name, local_files_only=True))
    except (errors.LocalEntryNotFoundError, errors.HFValidationError):
        return None


def _cached(name: str) -> Checkpoint:
    root = _snapshot(name)
    if root is not None:
        found = sorted(root.glob("checkpoints/*.ckpt"))
        if not found:
            raise UsageError(
                f"{name} is in the cache ({root}) without its checkpoint: it was not fetched whole, or is no"
                f" COMET model (tqcheck models pull {name})"
            )
        return _read(name, found[0], root.name)
    legacy = _legacy_cache() / name
    if legacy.is_dir():
        path = _only_checkpoint(legacy)
        return _read(name, path, _digest(path))
    if name in KNOWN_MODELS:
        gated = f" (gated: accept its licence at https://huggingface.co/{name} first)" if KNOWN_MODELS[name] else ""
        raise UsageError(f"{name} is not in the cache ({_hub_cache()}): tqcheck models pull {name}{gated}")
    raise UsageError(
        f"'{name}' is neither a file nor a model in the cache, nor one that comet publishes{_hint(name)}"
        f" (another hub name must be fetched first: tqcheck models pull {name})"
    )


def _only_checkpoint(folder: Path) -> Path:
    found = sorted(folder.glob("checkpoints/*.ckpt")) or sorted(folder.glob("*.ckpt"))
    if not found:
        raise UsageError(f"{folder} holds no checkpoint (checkpoints/*.ckpt is wanted)")
    return found[-1]


def _read(name: str, path: Path, revision: str) -> Checkpoint:
    settings = path.parent.parent / "hparams.yaml"
    if not settings.is_file():
        raise UsageError(f"{path} lacks its settings: comet wants {settings}, which training writes")
    found = _settings(settings)
    if "class_identifier" not in found:
        raise UsageError(f"{settings} names no class_identifier: it is not of a COMET model")
    return Checkpoint(name, path, revision, found)


def _settings(path: Path) -> dict[str, Any]:
    import yaml

    try:
        found = yaml.safe_load(path.read_text("utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} is not YAML: {error}") from error
    return found if isinstance(found, dict) else {}


def _digest(path: Path) -> str:
    """Return the beginning of a file's SHA-256, remembered for its size and time: two gigabytes take ten seconds."""
    stat = path.stat()
    key = key_of("digest", str(path.resolve()), str(stat.st_size), str(stat.st_mtime_ns))
    cache = Cache("digests")
    known = cache.get([key]).get(key)
    if known is None:
        with path.open("rb") as stream:
            known = hashlib.file_digest(stream, "sha256").hexdigest()[:12]
        cache.put({key: known})
    cache.close()
    return known
