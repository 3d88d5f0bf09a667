"""Notices of other projects that notices of this one add to: their ``privacy.json``, read and never trusted."""
