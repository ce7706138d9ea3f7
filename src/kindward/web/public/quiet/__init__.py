"""A few minutes of plain quiet, with a timer and no practice."""
