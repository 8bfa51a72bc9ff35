"""Words that are none."""
