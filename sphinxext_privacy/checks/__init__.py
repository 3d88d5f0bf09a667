"""From the domain to the rules and back: what they look at, and what a build says of it."""
