"""The three national forms: tables, laid out or flattened, matched by their labels into figures."""
