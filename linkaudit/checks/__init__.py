"""A Source in, a Check out: plan what to ask, judge what came back."""
