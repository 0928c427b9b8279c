"""`audiobook serve`: the books of a folder for phones and browsers nearby."""

from audiobook.publish.server.run import Running, running, serve
from audiobook.publish.server.site import Site

__all__ = ["Running", "Site", "running", "serve"]
