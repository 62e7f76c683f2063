"""How many: numbers in words and digits, their bounds, what they measure and of whom."""

from crossbearing.quantities.find import find_quantities, read_quantities

__all__ = ["find_quantities", "read_quantities"]
