"""`audiobook studio`: the workbench in the browser.

Everything here is a call of the pipeline, as a command makes it, and says the command that would do the same. It writes
the output folder (uploads are a folder in it), lexicons and the cache, and nothing else.

    page ──HTTP──▶ gate ──▶ addresses ──▶ shelf · texts · listening · lexicons · queue ──▶ pipeline
"""
