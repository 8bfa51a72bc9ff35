"""Names: what is wrong with the people, places and organisations of a translation."""
