"""Scoreboards: how right the reader is on gold data, how fast it is, and how it stands beside its peers.

Predictions are made in `bench.predict`, apart from any gold; the scorers of the data folder judge them as they are.
"""
