"""Room 3, Script -> Clips: engines that speak, the clip store, and what proves that nothing was left out."""
