"""The domain ``privacy``: what every page states, who refers to what, and where an entry stands."""
