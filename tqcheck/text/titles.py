"""What stands before a surname, in place of a first name or beside it: Mr., Herr, señora, пані."""

from __future__ import annotations

TITLES = frozenset(
    "mr mrs ms miss sir lord lady dr prof herr herrn frau m mme mlle monsieur madame sr sra srta senor senora don"
    " senhor senhora sig signor signora dott dottor meneer heer dhr mevrouw mevr fru hr pan pani pana panu panem"
    " gospodin gospoda gospodina bay bayan ong ba anh господин господина господину госпожа госпожи пан пана пани".split()
)
"""Titles of many languages, folded."""
