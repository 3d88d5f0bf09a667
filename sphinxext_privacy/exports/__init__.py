"""What programs read of notices: pure serialisers, and the builder that writes their files."""
