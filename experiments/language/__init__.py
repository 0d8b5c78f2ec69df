"""What people read, in their own language.

English sentences stand in the code, inside `t("…")`; the other languages are catalogues in `locale/`, one
gettext file each, which any translation editor opens. `dpi-city languages --update` collects the sentences
anew, and a test counts those that a language lacks.
"""

from experiments.language.catalogue import (
    LANGUAGES,
    SOURCE,
    direction,
    language,
    mark,
    say_in,
    speaking,
    t,
    tn,
)

__all__ = ["LANGUAGES", "SOURCE", "direction", "language", "mark", "say_in", "speaking", "t", "tn"]
