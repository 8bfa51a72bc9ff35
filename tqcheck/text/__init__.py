"""What is true of text, whoever asks: one subject a file."""
