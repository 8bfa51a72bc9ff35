"""What was denied and is not, or the other way round."""
