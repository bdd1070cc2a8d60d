"""A Claim and a page in, what the page shows of it out."""
