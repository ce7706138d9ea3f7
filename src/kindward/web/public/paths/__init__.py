"""Paths: a few short practices in an order, to go through at one's own pace."""
