"""An uplifted price as a sentence, a chart and a table of its steps."""

from matplotlib.axes import Axes

from flsguide.evidence.prices import PRICE_YEAR, Uprated
from flsguide.evidence.sources import sources
from flsguide.report.charts import Chart, chart
from flsguide.report.numbers import about
from flsguide.report.numbers_behind import Numbers
from flsguide.report.sentences import Sentence
from flsguide.report.style import LIGHT
from flsguide.report.tables import Table, badge

__all__ = ["price_chart", "price_in_brief", "price_table"]

INDEX_WORDS = {
    "nhscii_pay_prices": "NHS cost inflation index, pay and prices",
    "nhs_payment_scheme": "NHS Payment Scheme uplift",
    "hchs_pay_prices": "Hospital and community health services index",
    "pss_adult_all_sectors": "Adult social care pay and prices index",
}


def price_in_brief(amount: float, price_year: str, answer: Uprated) -> Sentence:
    """What the amount is worth today."""
    return Sentence(
        f"{about(amount, 1)} pounds in {price_year} prices are about {about(answer.amount, 1)} pounds in "
        f"{PRICE_YEAR} prices: {about((answer.factor - 1) * 100, 1)} in 100 more."
    )


def price_table(answer: Uprated) -> Table:
    """Every uplift: the year, the change, the index and its edition."""
    known = sources()
    return Table(
        "Change in prices on the year before",
        ("Financial year", "Change, %", "Index and edition", "Source", "How sure"),
        tuple(
            (
                step.financial_year,
                f"{step.percent_change:.2f}",
                f"{INDEX_WORDS[step.index]} ({step.edition})",
                "; ".join(known[key].short for key in step.source),
                badge(step.certainty),
            )
            for step in answer.steps
        ),
        numeric=(1,),
        is_text=True,
    )


def price_chart(amount: float, price_year: str, answer: Uprated) -> Chart:
    """The amount in each year's prices."""
    years, values = [price_year], [amount]
    for step in answer.steps:
        years.append(step.financial_year)
        values.append(values[-1] * (1 + step.percent_change / 100))

    def draw(axes: Axes, is_narrow: bool) -> None:
        del is_narrow
        rows = range(len(years))
        axes.barh(rows, values, height=0.6, color=LIGHT["bar"])
        for row, value in zip(rows, values, strict=True):
            axes.text(value * 1.01, row, about(value, 1), va="center", color=LIGHT["muted"])
        axes.set_yticks(rows, years)
        axes.invert_yaxis()
        axes.set_xlim(0, max(values) * 1.15)
        axes.set_xticks([])
        axes.spines["bottom"].set_visible(False)

    spoken = "; ".join(f"{year} {about(value, 1)}" for year, value in zip(years, values, strict=True))
    return chart(
        name="price-steps",
        title=f"{about(amount, 1)} pounds of {price_year} are {about(values[-1], 1)} pounds in {years[-1]}",
        alt=f"Bar chart of the amount in each year's prices, in pounds: {spoken}.",
        data=Numbers(("financial_year", "pounds"), tuple(zip(years, values, strict=True))),
        caption="The same amount in the prices of each year.",
        draw=draw,
        rows=len(years),
    )
