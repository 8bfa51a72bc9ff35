"""Words run together, torn apart, or set in stray space."""
