"""Readings in the forms that others read."""
