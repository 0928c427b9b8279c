"""What scanning broke: each repair is one small pass that reports what it did."""
