"""`python -m generator` is the `broadsheet` command."""

from generator.cli import run

run()
