"""Links to other sites: `--external` asks whether they still lead somewhere.

`reach.py` says whom this machine may ask at all, `asking.py` asks for one address, `manners.py` for many:
few at once of each host, with pauses. `answers.py` remembers what was answered, and `verdicts.py` says what
it means. Nothing that other sites answer makes a check fail.
"""
