"""What the rules found, as plain records: the page with a report, and the files for reviewers and code hosts."""
