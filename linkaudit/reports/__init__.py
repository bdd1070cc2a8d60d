"""A Report in, text out; WRITERS maps a suffix to its writer."""
