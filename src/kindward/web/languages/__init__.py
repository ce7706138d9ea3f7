"""The languages of the pages: a catalogue for each, and how an address asks for one."""
