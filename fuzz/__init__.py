"""Readers of foreign bytes under a fuzzer: `make fuzz`, see README.md."""
