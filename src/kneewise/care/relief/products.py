"""The gels the house knows, with the smallest limit a day of any brand (SAFETY.md, Gels)."""

from __future__ import annotations

from dataclasses import dataclass

from kneewise.model.errors import UsageError


@dataclass(frozen=True, slots=True)
class Product:
    """One gel: grams a day at most (None: no gram limit known), and whether it is ever shown.

    Its words are `product.NAME` (table) and `product.NAME.how`; one that is never shown has
    `product.NAME.never`. Its use is logged and counted like any other.
    """

    name: str
    limit_g: float | None
    shown: bool


PRODUCTS: tuple[Product, ...] = (
    Product("diclofenac-2.32", 8.0, shown=True),
    Product("diclofenac-1.16", 16.0, shown=True),
    Product("ibuprofen-10", 4.0, shown=True),
    Product("ibuprofen-5", 7.5, shown=True),
    Product("indometacin-3", None, shown=False),
    Product("ketoprofen", None, shown=False),
    Product("other", None, shown=False),
)
"""Labels: SMPC2.32, VOLTAROL232, MEDSSE, IBULEVEMAX, SMPCIBU, TROXI, EMAKETO2010."""


def product_of(said: str) -> Product:
    """The product of that name. Raises UsageError that lists the names."""
    for product in PRODUCTS:
        if product.name == said.strip().lower():
            return product
    names = ", ".join(product.name for product in PRODUCTS)
    raise UsageError(f"{said!r} is no gel known here; take one of: {names}.")
