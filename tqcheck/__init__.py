"""tqcheck: score machine translations and flag what is wrong in them, at its place, with a reason."""

from tqcheck.errors import InputError, TqcheckError, UsageError
from tqcheck.model import Batch, Document, Flag, Result, Segment, Severity, Side, Span

__version__ = "0.1.0"

__all__ = [
    "Batch",
    "Document",
    "Flag",
    "InputError",
    "Result",
    "Segment",
    "Severity",
    "Side",
    "Span",
    "TqcheckError",
    "UsageError",
    "__version__",
]
