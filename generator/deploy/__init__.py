"""From the output folder to a host. Read `run.py` first: it names the steps in their order.

`plan.py` compares what the output holds with what the host is known to hold (`record.py`); a host (`host.py`)
is a few verbs, in one file for each kind.
"""
