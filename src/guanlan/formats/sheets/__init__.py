"""Tables as files: XLSX, as authorities publish their lists of apps and units fill in forms, and CSV."""
