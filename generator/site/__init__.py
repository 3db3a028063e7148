"""The theme around the pages, the addresses of all pages; not what the pages say."""
