"""`site.yaml`: read, checked, and made into a `Config`."""
