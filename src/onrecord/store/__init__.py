"""Readings kept: one transaction a document, in SQLite or PostgreSQL."""
