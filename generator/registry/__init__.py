"""The national registry of administrative units before and after 1 July 2025, and who became what.

Not for villages, which have no national list: those are entered by hand and kept.
"""

from generator.registry.merge import make_registry, merge_into
from generator.registry.model import Registry, Succession, Unit

__all__ = ["Registry", "Succession", "Unit", "make_registry", "merge_into"]
