"""What is said in one way on one side, and in two on the other."""
