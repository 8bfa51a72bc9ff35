"""Words in an order that nobody writes."""
