"""Room 0: an address on the web -> files kept on this machine, which are then read like any others.

    address ──fetch──▶ bytes ──keep──▶ files ──source──▶ Document

Nothing here understands a page: strangers' documents are taken apart by readers, in the sandbox. What is done here is
to ask for them politely (robots.txt, pauses) and safely (public addresses only, bounds on time and size).
"""
