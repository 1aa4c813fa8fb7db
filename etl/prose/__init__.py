"""Numbers and phrase families in running text, each figure with its span."""
