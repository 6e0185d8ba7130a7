"""Many briefs at once, with a journal: what is done stays done, and what is missing is made by the next run.

from briefing.batch.run import Batch
"""
