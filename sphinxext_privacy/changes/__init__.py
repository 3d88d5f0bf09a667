"""Two states of notices: what differs, whether it matters to people, and the file that keeps a state."""
