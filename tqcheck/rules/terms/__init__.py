"""Terms: what the user's glossary wants, and what it forbids."""
