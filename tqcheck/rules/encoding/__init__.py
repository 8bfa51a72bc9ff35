"""Characters that were read in the wrong way."""
