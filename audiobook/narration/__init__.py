"""Document -> Script: what was written becomes what will be said."""
