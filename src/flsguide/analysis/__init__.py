"""What it means: results are compared and judged here."""
