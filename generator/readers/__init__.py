"""Readers: the bytes of one source to a manuscript. Each is pure."""
