"""The model's integer convolutions written as matrix products: onnxruntime computes them faster, to the same sums.

    ConvInteger(x, w)  ->  the rows of x that a window covers, side by side (Gather)  ->  MatMulInteger with signed w

onnxruntime multiplies bytes with unsigned weights by instructions for 16 bits, and with signed ones by those that were
made for bytes (VNNI), twice as fast; its ConvInteger takes unsigned ones only. A weight and its zero point that are
both 128 less give the same product: integers are exact, so the sound is the same bit for bit.

ONNX is protobuf (onnx.proto of the package onnx); its messages are read and written as such.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from audiobook.speech.kokoro import protobuf

GRAPH = 7
"""ModelProto.graph"""
NODE, INITIALIZER = 1, 5
"""Of GraphProto."""
_TYPES: Mapping[int, type[np.generic]] = {2: np.uint8, 3: np.int8, 7: np.int64}
"""TensorProto.DataType."""
_LEAST_CHANNELS = 22
"""What has fewer is no burden."""

Tensor = NDArray[Any]


@dataclass(frozen=True, slots=True)
class Node:
    """A NodeProto, its attributes as far as they are integers."""

    kind: str
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    numbers: Mapping[str, tuple[int, ...]]


def as_products(model: bytes) -> Iterator[bytes | memoryview]:
    """A ModelProto, piece by piece, with its convolutions as products. Raises `ValueError` where `model` is none."""
    for field in protobuf.fields(model):
        if field.number == GRAPH and isinstance(field.value, memoryview):
            pieces = [*_graph(field.value)]
            yield protobuf.head(GRAPH, sum(map(len, pieces)))
            yield from pieces
        else:
            yield field.whole


def _graph(graph: memoryview) -> Iterator[bytes | memoryview]:
    """The fields of a GraphProto, each convolution's node and weights in the place of the old ones."""
    weights: dict[str, memoryview] = {}
    nodes: list[Node] = []
    for field in protobuf.fields(graph):
        if field.number == NODE:
            nodes.append(node(field.value))
        elif field.number == INITIALIZER and isinstance(field.value, memoryview):
            weights[name(field.value)] = field.value
    changed = {
        each.outputs[0]: Product(f"product{n}", each, weights) for n, each in enumerate(nodes) if fits(each, weights)
    }
    replaced = {product.convolution.inputs[place] for product in changed.values() for place in (1, 3)}
    needed = {each for one in nodes if one.outputs[0] not in changed for each in one.inputs}
    told: set[str] = set()
    for field in protobuf.fields(graph):
        if field.number == INITIALIZER and isinstance(field.value, memoryview):
            if name(field.value) not in replaced - needed:
                yield field.whole
            continue
        product = changed.get(node(field.value).outputs[0]) if field.number == NODE else None
        if product is None:
            yield field.whole
            continue
        yield from (protobuf.data(NODE, each) for each in product.nodes())
        for key, value in product.tensors():
            if key not in told:
                told.add(key)
                yield protobuf.data(INITIALIZER, tensor_message(key, value))


def fits(one: Node, weights: Mapping[str, memoryview]) -> bool:
    """Whether `one` is a convolution along one axis, of all channels, without steps, padded alike on both sides."""
    if one.kind != "ConvInteger" or len(one.inputs) != 4 or not {one.inputs[1], one.inputs[3]} <= weights.keys():
        return False
    shape, pads = tensor(weights[one.inputs[1]]).shape, one.numbers.get("pads", (0, 0))
    plain = one.numbers.get("strides", (1,)) == (1,) and one.numbers.get("group", (1,)) == (1,)
    return plain and len(shape) == 3 and shape[0] >= _LEAST_CHANNELS and len(pads) == 2 and pads[0] == pads[1]


class Product:
    """What stands in the place of `convolution`: x [1, channels, time] -> [1, outputs, time]."""

    def __init__(self, key: str, convolution: Node, weights: Mapping[str, memoryview]) -> None:
        self.key, self.convolution = key, convolution
        self._weights = tensor(weights[convolution.inputs[1]])
        self._zero = int(tensor(weights[convolution.inputs[3]]).reshape(-1)[0])
        self._width = int(self._weights.shape[2])
        self._step: int = convolution.numbers.get("dilations", (1,))[0]
        self._pad: int = convolution.numbers.get("pads", (0, 0))[0]

    def nodes(self) -> Iterator[bytes]:
        """NodeProtos, in the order of computing."""
        x, _, zero, _ = self.convolution.inputs
        key, (output,) = self.key, self.convolution.outputs
        turned = {"perm": (0, 2, 1)}
        yield node_message("Transpose", [x], [f"{key}/rows"], turned)
        source = f"{key}/rows"
        if self._width > 1 or self._pad:
            # row t of the products: what is heard at t, t + step, … of the padded rows
            yield node_message("Pad", [source, f"products/pad{self._pad}", zero], [f"{key}/padded"])
            yield node_message("Shape", [f"{key}/padded"], [f"{key}/shape"])
            yield node_message("Gather", [f"{key}/shape", "products/1"], [f"{key}/padded_time"])
            yield node_message("Sub", [f"{key}/padded_time", f"products/lost{self._lost}"], [f"{key}/time"])
            yield node_message("Range", ["products/0", f"{key}/time", "products/1"], [f"{key}/times"])
            yield node_message("Unsqueeze", [f"{key}/times", "products/axis1"], [f"{key}/column"])
            yield node_message("Add", [f"{key}/column", f"products/window{self._window}"], [f"{key}/places"])
            yield node_message("Gather", [f"{key}/padded", f"{key}/places"], [f"{key}/windows"], {"axis": (1,)})
            yield node_message("Reshape", [f"{key}/windows", f"products/{self._long}long"], [f"{key}/columns"])
            source = f"{key}/columns"
        yield node_message("MatMulInteger", [source, f"{key}/weights", zero, f"{key}/zero"], [f"{key}/sums"])
        yield node_message("Transpose", [f"{key}/sums"], [output], turned)

    def tensors(self) -> Iterator[tuple[str, Tensor]]:
        """What the nodes need, by name; names without the key are shared."""
        signed = (self._weights.astype(np.int16) - 128).astype(np.int8)
        yield f"{self.key}/weights", signed.transpose(2, 1, 0).reshape(self._long, -1)
        yield f"{self.key}/zero", np.array(self._zero - 128, np.int8)
        yield "products/0", np.array(0, np.int64)
        yield "products/1", np.array(1, np.int64)
        yield "products/axis1", np.array([1], np.int64)
        yield f"products/pad{self._pad}", np.array([0, self._pad, 0, 0, self._pad, 0], np.int64)
        yield f"products/lost{self._lost}", np.array(self._lost, np.int64)
        yield f"products/window{self._window}", np.arange(self._width, dtype=np.int64) * self._step
        yield f"products/{self._long}long", np.array([1, -1, self._long], np.int64)

    @property
    def _lost(self) -> int:
        """By so much the output is shorter than the padded input."""
        return (self._width - 1) * self._step

    @property
    def _long(self) -> int:
        """Values in a window."""
        return int(self._weights.shape[1]) * self._width

    @property
    def _window(self) -> str:
        return f"{self._width}by{self._step}"


def node(message: memoryview | int) -> Node:
    """A NodeProto read. Raises `ValueError` where it is none."""
    if isinstance(message, int):
        raise ValueError("a node of the graph is a number")
    inputs, outputs, kind = [], [], ""
    numbers: dict[str, tuple[int, ...]] = {}
    for number, value, _ in protobuf.fields(message):
        if isinstance(value, int):
            continue
        if number == 1:
            inputs.append(str(value, "utf-8"))
        elif number == 2:
            outputs.append(str(value, "utf-8"))
        elif number == 4:
            kind = str(value, "utf-8")
        elif number == 5:
            key, found = _attribute(value)
            numbers[key] = found
    if not outputs:
        raise ValueError(f"a node of the graph that computes nothing: {kind}")
    return Node(kind, tuple(inputs), tuple(outputs), numbers)


def _attribute(message: memoryview) -> tuple[str, tuple[int, ...]]:
    """The name of an AttributeProto and its integers: `i` (3) or `ints` (8)."""
    key, found = "", []
    for number, value, _ in protobuf.fields(message):
        if number == 1 and not isinstance(value, int):
            key = str(value, "utf-8")
        elif number in (3, 8):
            found += protobuf.numbers(value)
    return key, tuple(found)


def node_message(
    kind: str, inputs: Sequence[str], outputs: Sequence[str], numbers: Mapping[str, tuple[int, ...]] = {}
) -> bytes:
    """A NodeProto; `axis` is one integer, other attributes are lists of them."""
    parts = [protobuf.texts(1, inputs), protobuf.texts(2, outputs), protobuf.data(4, kind.encode())]
    for key, values in numbers.items():
        single = key == "axis"
        written = b"".join(protobuf.varint(3 if single else 8, value) for value in values)
        parts.append(protobuf.data(5, protobuf.data(1, key.encode()), written, protobuf.varint(20, 2 if single else 7)))
    return b"".join(parts)


def name(message: memoryview) -> str:
    """Of a TensorProto."""
    return next(
        (str(value, "utf-8") for n, value, _ in protobuf.fields(message) if n == 8 and not isinstance(value, int)), ""
    )


def tensor(message: memoryview) -> Tensor:
    """The values of a TensorProto of bytes; empty for one of another type."""
    shape: list[int] = []
    kind, raw, listed = 0, memoryview(b""), []
    for number, value, _ in protobuf.fields(message):
        if number == 1:
            shape += protobuf.numbers(value)
        elif number == 2 and isinstance(value, int):
            kind = value
        elif number == 5:
            listed += protobuf.numbers(value)
        elif number == 9 and not isinstance(value, int):
            raw = value
    if kind not in _TYPES:
        return np.zeros(0)
    values = np.array(listed, _TYPES[kind]) if listed else np.frombuffer(raw, _TYPES[kind])
    return values.reshape(shape)


def tensor_message(key: str, values: Tensor) -> bytes:
    """A TensorProto."""
    kind = next(number for number, of in _TYPES.items() if values.dtype == of)
    shape = b"".join(protobuf.varint(1, size) for size in values.shape)
    content = np.ascontiguousarray(values).astype(values.dtype.newbyteorder("<")).tobytes()
    return b"".join([shape, protobuf.varint(2, kind), protobuf.data(8, key.encode()), protobuf.data(9, content)])
