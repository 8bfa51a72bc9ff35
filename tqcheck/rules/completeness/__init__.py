"""What was lost on the way, and what was added."""
