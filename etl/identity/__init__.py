"""Who reports on which year in what kind of document, each fact with its reason."""
