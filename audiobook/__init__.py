"""Turns a publication into a course you can listen to.

>>> import audiobook
>>> audiobook.__version__.count(".")
2
"""

__version__ = "0.1.0"
