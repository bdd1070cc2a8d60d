"""The only door to the network: a Request in, a Reply out, whatever happens out there."""

from linkaudit.web.door import CONTROLS, Web, controls

__all__ = ["CONTROLS", "Web", "controls"]
