"""A Document and its Claims in, Citations with ties out."""
