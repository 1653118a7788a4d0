"""Document to marks: blocks, parse, names, quotations, times, places, coreference, provenance."""
