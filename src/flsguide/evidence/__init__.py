"""Numbers come in: tables with provenance become typed parameters, populations and prices."""
