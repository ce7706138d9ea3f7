"""What every answer passes: the gate, its language, its form, sessions and errors."""
