"""The embedded neural voice: Kokoro-82M v1.0 (Apache-2.0), everything from packages, nothing from the network.

words with readings ──phonemes──▶ symbols ──inference──▶ 24 kHz mono
"""
