"""Looking up. Nothing here changes a row."""
