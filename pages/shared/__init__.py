"""What every page shares: the frame around it, filters bound to the URL, queries, charts and export."""
