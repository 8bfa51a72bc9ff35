"""Marks that are missing, doubled or lack a partner."""
