"""Watching feeds, sitemaps and page lists: what is due is asked for, and what is new or was changed is added."""
