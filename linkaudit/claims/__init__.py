"""A Document in, its Claims out."""
