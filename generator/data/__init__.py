"""Data with places: YAML and TOML, and decoding them into types with every problem located."""
