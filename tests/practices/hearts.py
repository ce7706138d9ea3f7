"""The heart of each practice: the sections that every sitting from two minutes on must hold.

In order; the practice itself begins with the first. A practice without them is another practice.
"""

HEARTS = {}
