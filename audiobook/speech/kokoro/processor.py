"""Whether this processor adds up products of bytes without loss."""

from __future__ import annotations

from functools import cache

import numpy as np

from audiobook.speech.kokoro import protobuf
from audiobook.speech.kokoro.convolutions import GRAPH, INITIALIZER, NODE, node_message, tensor_message

_LONG, _WIDE = 64, 16
_MOST = 255, 127


@cache
def exact_products() -> bool:
    """Whether onnxruntime's products of unsigned with signed bytes are exact here.

    Processors without VNNI add two products in 16 bits, where 2 × 255 × 127 does not fit; a product of that kind shows
    it. Raises `ImportError` without onnxruntime.
    """
    import onnxruntime

    rows = np.full((1, _WIDE, _LONG), _MOST[0], np.uint8)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(_trial(), options, providers=["CPUExecutionProvider"])
    (sums,) = session.run(None, {"rows": rows})
    return bool((sums == _LONG * _MOST[0] * _MOST[1]).all())


def _trial() -> bytes:
    """A ModelProto: rows [1, 16, 64] of bytes times weights that are as large as can be."""
    weights = np.full((_LONG, _WIDE), _MOST[1], np.int8)
    sizes = [protobuf.data(1, protobuf.varint(1, size)) for size in (1, _WIDE, _LONG)]
    kind = protobuf.data(1, protobuf.varint(1, 2), protobuf.data(2, *sizes))
    graph = [
        protobuf.data(NODE, node_message("MatMulInteger", ["rows", "weights"], ["sums"])),
        protobuf.data(2, b"trial"),
        protobuf.data(INITIALIZER, tensor_message("weights", weights)),
        protobuf.data(11, protobuf.data(1, b"rows"), protobuf.data(2, kind)),
        protobuf.data(12, protobuf.data(1, b"sums")),
    ]
    return protobuf.varint(1, 8) + protobuf.data(GRAPH, *graph) + protobuf.data(8, protobuf.varint(2, 13))
