"""Voices on a page: what each is called, some seconds to hear, and which one reads a practice."""
