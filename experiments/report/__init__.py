"""The comparison as one page of charts and tables that needs no network."""
