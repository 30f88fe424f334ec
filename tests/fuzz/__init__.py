"""Feeding every reader with what nobody would write: `make fuzz`. docs/reliability.md tells how."""
