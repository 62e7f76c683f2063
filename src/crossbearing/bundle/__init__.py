"""Evidence bundles: reports, ledger, brief and sums in one file, and the check of every citation in it."""

from crossbearing.bundle.manifest import MAX_BUNDLE
from crossbearing.bundle.packing import pack
from crossbearing.bundle.verifying import Verdict, verify

__all__ = ["MAX_BUNDLE", "Verdict", "pack", "verify"]
