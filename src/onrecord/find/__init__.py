"""Marks to records: statements, events and acts."""
