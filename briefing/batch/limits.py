"""What a worker of the pool may use for one job, unless the user says otherwise."""

SECONDS = 300.0
"""Wall-clock time."""

MEGABYTES = 2048
"""Data in memory."""
