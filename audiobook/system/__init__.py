"""A ground floor: files, locks and what killed processes leave behind."""
