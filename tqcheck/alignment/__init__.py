"""Which sentences of two texts say the same: splitting, evidence, and a monotone path through both."""
