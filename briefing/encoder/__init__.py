"""The small model that reads an article: for each sentence, its section and how much a brief needs it.

    from briefing.encoder import load
    readings = load().read(["The two presidents met in Baku."], title="Talks in Baku", date="2022-04-28")

Importing this package loads nothing but the standard library; `load` imports numpy, onnxruntime and
tokenizers, and raises `EncoderUnavailable` if one of them or a file of the model is missing, or is not as shipped.
How the model was trained: `bench/train_structure.py`; what it can and cannot do: `docs/model-card.md`.
"""

from __future__ import annotations

from briefing.encoder.reading import Encoder, EncoderUnavailable, Reading, load

__all__ = ["Encoder", "EncoderUnavailable", "Reading", "load"]
