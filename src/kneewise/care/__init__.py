"""Rules: red flags, stop rule, return, relief. Safety first; each rule is one file."""
