"""Bytes in, a Document with exact places out; READERS maps a suffix to its reader."""
