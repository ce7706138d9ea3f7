"""What a person can set for this browser."""
