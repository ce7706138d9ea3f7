"""What is one person's own: who may read it, who may write to it, and for how long."""
