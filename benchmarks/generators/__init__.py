"""A module for each generator: how its site is configured, and its commands."""
