"""What goes wrong with the files of a dictionary."""

from __future__ import annotations


class DictionaryError(RuntimeError):
    """A dictionary cannot be had: a file is missing, damaged or breaks its format. The message names the file."""
