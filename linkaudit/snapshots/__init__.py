"""A Source in, a Snapshot out, or the reason why there is none."""
