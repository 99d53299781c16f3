"""An answered form as ``inspect`` shows it: how each field was understood."""

from __future__ import annotations

from collections.abc import Iterator

from skpd_eval.model.assistance import Answer, FormAnswer
from skpd_eval.presentation import numbers
from skpd_eval.presentation.catalogs import translator
from skpd_eval.presentation.safe import visible
from skpd_eval.presentation.sentences.assistance_words import CAUSES, OPINIONS, REASON_CLASSES
from skpd_eval.presentation.table import Field, Table, columns_of, field, fill


def form_answer(file: str, given: FormAnswer, language: str = "id") -> Table:
    """What a form of assistance says, field by field."""
    t = translator(language)
    fields: tuple[Field[tuple[str, str]], ...] = (
        field("property", t("What"), lambda pair: pair[0]),
        field("value", t("Understood as"), lambda pair: pair[1]),
    )
    said = [(t("Content"), t("Answer of case {number}", number=given.case))]
    said += [(t("Answer"), t("not filled in"))] if given.answer is None else [*_said(given.answer, language)]
    return Table(name="answer", title=visible(file), columns=columns_of(fields), rows=fill(fields, said))


def _said(answer: Answer, language: str) -> Iterator[tuple[str, str]]:
    t = translator(language)
    yield t("Opinion"), t(OPINIONS[answer.opinion])
    if answer.own_realization is not None:
        yield t("Own realization (Rp)"), numbers.rupiah(answer.own_realization, language)
    yield t("Reason"), t(REASON_CLASSES[answer.reason])
    yield t("Cause"), t(CAUSES[answer.cause])
    if answer.remark:
        yield t("Explanation"), visible(answer.remark)
    yield t("Action"), visible(answer.action)
    yield t("Person in charge"), visible(answer.person)
    yield t("Due"), numbers.date(answer.due, language)
