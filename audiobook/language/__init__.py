"""A ground floor: what is known of Chinese and English writing."""
