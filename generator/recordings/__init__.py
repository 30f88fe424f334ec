"""Sound and film: what is read from the bytes of a file, and what of them is published.

Each format has a room of its own, which finds how long a recording is, how large its picture, and which
bytes hold no sound and no picture: those may tell where and by whom it was made, and are left out.
`examination.py` chooses the room; `webvtt.py` and `transcripts.py` read what is said.
"""
