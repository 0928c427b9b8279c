"""Convolutions as matrix products: the same sums, and the same sound."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import numpy as np
import onnxruntime
import pytest

from audiobook.model import Utterance, Voice, Word
from audiobook.speech.kokoro import inference, model_file, processor, protobuf
from audiobook.speech.kokoro.convolutions import GRAPH, INITIALIZER, NODE, as_products, node_message, tensor_message
from audiobook.speech.kokoro.engine import Kokoro
from audiobook.speech.kokoro.inference import Synthesizer

CHANNELS, OUTPUTS, TIME = 5, 24, 40


def convolution(weights: np.ndarray, *, packed: bool, **numbers: tuple[int, ...]) -> bytes:
    """A ModelProto of one ConvInteger over bytes x [1, 5, 40] with the zero point 131; `packed`: its integers stand in
    one field."""
    sizes = [protobuf.data(1, protobuf.varint(1, size)) for size in (1, CHANNELS, TIME)]
    kind = protobuf.data(1, protobuf.varint(1, 2), protobuf.data(2, *sizes))
    node = node_message("ConvInteger", ["x", "w", "zero", "w_zero"], ["y"])
    for key, values in numbers.items():
        written = protobuf.data(8, bytes(values)) if packed else b"".join(protobuf.varint(8, value) for value in values)
        node += protobuf.data(5, protobuf.data(1, key.encode()), written, protobuf.varint(20, 7))
    tensors = {"w": weights, "zero": np.array(131, np.uint8), "w_zero": np.array(117, np.uint8)}
    graph = [
        protobuf.data(NODE, node),
        protobuf.data(2, b"test"),
        *(protobuf.data(INITIALIZER, tensor_message(key, value)) for key, value in tensors.items()),
        protobuf.data(11, protobuf.data(1, b"x"), protobuf.data(2, kind)),
        protobuf.data(12, protobuf.data(1, b"y")),
    ]
    return protobuf.varint(1, 8) + protobuf.data(GRAPH, *graph) + protobuf.data(8, protobuf.varint(2, 15))


def sums(model: bytes, x: np.ndarray) -> np.ndarray:
    """What onnxruntime makes of `x`, with exact products on any processor."""
    options = onnxruntime.SessionOptions()
    options.add_session_config_entry(inference._UNSIGNED, "1")
    session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    (found,) = session.run(None, {session.get_inputs()[0].name: x})
    return np.asarray(found)


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize(("width", "step", "pad"), [(1, 1, 0), (3, 1, 1), (7, 3, 9), (11, 5, 25), (3, 1, 0), (1, 1, 2)])
def test_the_sums_are_the_same(width: int, step: int, pad: int, *, packed: bool) -> None:
    """For windows of any width, with gaps and with padding, which counts as the zero point."""
    random = np.random.default_rng(width * step + pad)
    weights = random.integers(0, 256, (OUTPUTS, CHANNELS, width), dtype=np.uint8)
    x = random.integers(0, 256, (1, CHANNELS, TIME), dtype=np.uint8)
    model = convolution(weights, packed=packed, dilations=(step,), pads=(pad, pad), kernel_shape=(width,))
    product = b"".join(as_products(model))
    assert b"ConvInteger" in model and b"ConvInteger" not in product
    assert np.array_equal(sums(product, x), sums(model, x))


@pytest.mark.parametrize("other", [{"strides": (2,)}, {"pads": (1, 2)}, {"group": (5,)}])
def test_other_convolutions_are_left_alone(other: dict[str, tuple[int, ...]]) -> None:
    """Those with steps, with other padding before than after, or of groups of channels."""
    model = convolution(np.zeros((OUTPUTS, CHANNELS, 3), np.uint8), packed=False, **other)
    assert b"".join(as_products(model)) == model


@pytest.mark.parametrize("exact", [True, False])
def test_where_products_are_not_exact_unsigned_weights_are_used(
    monkeypatch: pytest.MonkeyPatch, *, exact: bool
) -> None:
    """A processor that loses bits computes as it did before, more slowly."""
    asked: dict[str, str] = {}
    options = SimpleNamespace(add_session_config_entry=asked.__setitem__)
    session = SimpleNamespace(get_providers=lambda: ["CPUExecutionProvider"], get_outputs=list)
    monkeypatch.setattr(inference, "exact_products", lambda: exact)
    monkeypatch.setattr(onnxruntime, "SessionOptions", lambda: options)
    monkeypatch.setattr(onnxruntime, "InferenceSession", lambda *_, **__: session)
    Synthesizer(Path("model.onnx"))
    assert asked == ({} if exact else {inference._UNSIGNED: "1"})


@pytest.mark.kokoro
def test_the_voice_sounds_as_before(embedded: Kokoro, voice_cache: Path, tmp_path: Path) -> None:
    """The samples and times of the file as it was published, bit for bit."""
    published = tmp_path / "published.onnx"
    parts = [model_file._part(name) for name in model_file.PARTS]
    published.write_bytes(b"".join(part.read_bytes() for part in parts if part) + model_file._SECOND_OUTPUT)
    assert model_file.file_digest(published) == model_file.SOUND
    said = Utterance(1, "body", "学习", "学习", 0, words=(Word("学习", ("xue2", "xi2")),))
    request = embedded.request(said, Voice("kokoro", "zm_yunxi"))
    old, new = Kokoro({"model": str(published)}, voice_cache).speak(request), embedded.speak(request)
    assert np.array_equal(old.samples, new.samples) and old.times == new.times
    assert old.samples.any()


def test_the_trial_is_exact_with_unsigned_weights() -> None:
    """On any processor; so what it shows without them is the processor's loss."""
    rows = np.full((1, 16, 64), 255, np.uint8)
    assert np.all(sums(processor._trial(), rows) == 64 * 255 * 127)
    plain = onnxruntime.InferenceSession(processor._trial(), providers=["CPUExecutionProvider"])
    assert processor.exact_products() == np.all(plain.run(None, {"rows": rows})[0] == 64 * 255 * 127)
