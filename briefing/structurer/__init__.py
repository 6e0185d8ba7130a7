"""The structurer: from ranked sentences to a brief.

It finds who met whom, when and where (`participants`, `meetings`), about what (`topics`) and what came before
(`timeline`), resolves references that would dangle (`references`), chooses the statements (`selection`) and puts
all of it in printed order (`assembly`).
"""

from briefing.structurer.assembly import structure
from briefing.structurer.balance import contributions
from briefing.structurer.candidates import labels

__all__ = ["contributions", "labels", "structure"]
