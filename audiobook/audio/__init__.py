"""Room 4: clips become tracks. Joined, levelled, encoded, tagged; nothing here knows what a sentence means."""
