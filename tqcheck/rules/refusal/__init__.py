"""A language model talking about itself instead of translating."""
