"""Files into documents: found, decoded, recognised by their bytes, cut into headings, paragraphs and tables."""
