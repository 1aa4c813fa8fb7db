"""Frames to Vega-Lite specifications through Altair; no Streamlit in here, and no query.

Every function takes a frame with plain column names and returns a dict. `look` carries what depends on the reader:
texts already translated, light or dark. A chart explains itself: title, what is counted, source and date stand in it.
"""

from dataclasses import dataclass

import altair as alt
import polars as pl

from pages.shared.wrap import fitting, width, wrapped

PALETTE = ["#1b6ca8", "#d55e00", "#009e73", "#cc79a7", "#b58900", "#56b4e9", "#6f5aa8", "#7a7a7a", "#8c564b", "#2f4b7c"]
FONT = "PingFang SC, Microsoft YaHei, Noto Sans CJK SC, Noto Sans SC, sans-serif"
INKS = {
    "light": {"ink": "#1d2730", "soft": "#5c6873", "faint": "#b9c2ca", "grid": "#e8ecef", "accent": "#1b5e7b", "band": "#f4f6f7", "wash": "#dde7ec", "paper": "#ffffff", "doubt": "#b8691a"},
    "dark": {"ink": "#e6eaed", "soft": "#9aa7b2", "faint": "#4d5963", "grid": "#262f36", "accent": "#74bcd8", "band": "#1b2228", "wash": "#25323a", "paper": "#12171b", "doubt": "#e8a945"},
}


@dataclass(frozen=True)
class Look:
    """What a chart says around its marks, and in which light."""

    title: str
    subtitle: str
    source: str
    mode: str = "light"
    doubt: str = ""  # what the ring means, when a figure on the chart has one

    @property
    def inks(self) -> dict[str, str]:
        return INKS[self.mode]


@alt.theme.register("yearbook", enable=True)
def theme() -> alt.theme.ThemeConfig:
    """The yearbook's own theme: left-aligned titles, few lines, one font."""
    return alt.theme.ThemeConfig({"config": {
        "font": FONT, "view": {"stroke": None}, "bar": {"cornerRadiusEnd": 2}, "circle": {"opacity": 1},
        "title": {"anchor": "start", "fontSize": 15, "fontWeight": 600, "subtitleFontSize": 12, "subtitlePadding": 5, "offset": 14, "frame": "bounds"},
        "axis": {"labelFontSize": 12, "titleFontSize": 11, "titleFontWeight": "normal", "domain": False, "ticks": False, "labelPadding": 6},
        "legend": {"orient": "top", "title": None, "labelFontSize": 12, "symbolType": "circle", "offset": 8, "labelLimit": 0},
    }})


def _finish(chart: alt.LayerChart | alt.Chart, look: Look) -> dict:
    inks = look.inks
    spec = chart.to_dict(validate=False)  # Altair's own check is a fifth of the time; the rest goes into the dict, as .configure_…() copies the chart
    spec |= {
        "title": {"text": {"signal": fitting(look.title, 40, 120)}, "subtitle": {"signal": fitting(" · ".join(filter(None, (look.subtitle, look.doubt))), 52, 150)},
                  "color": inks["ink"], "subtitleColor": inks["soft"]},
        "background": inks["paper"], "width": "container", "autosize": {"type": "fit-x", "contains": "padding"},
    }
    spec["config"]["axis"] |= {"labelColor": inks["soft"], "titleColor": inks["soft"], "gridColor": inks["grid"]}
    spec["config"]["legend"] |= {"labelColor": inks["ink"]}
    return spec


def _caption(look: Look, **options) -> alt.Axis:
    """The bottom axis carries the source, so that it travels with the picture."""
    return alt.Axis(title=wrapped(look.source, 56), titleAnchor="start", titleAlign="left", titleX=0, titlePadding=12, titleLimit=0, **options)


def _rings(frame: pl.DataFrame, look: Look, tip: tuple[str, ...], place: dict, **mark) -> list[alt.Chart]:
    """A ring at every figure of the frame that stands in a finding (`doubt` says which); no layer when there is none."""
    doubted = frame.filter(pl.col("doubt") != "")
    ring = alt.Chart(doubted).mark_point(shape="circle", filled=False, strokeWidth=1.8, opacity=1, color=look.inks["doubt"], **{"size": 70} | mark)
    return [ring.encode(tooltip=_tip(*tip), **place)] if doubted.height else []


def _legend(names: list[str]) -> alt.Legend:
    """A legend whose columns are as many as the longest name leaves room for, so that none is cut."""
    longest = 26 + 6.4 * max(map(width, names), default=0)
    return alt.Legend(columns=alt.expr(f"max(1, min(4, floor(width / {longest:.0f})))"))


def _tip(*names: str) -> list[alt.Tooltip]:
    return [alt.Tooltip(f"{name}:N", title=" ") for name in names]


def _heads(heads: pl.DataFrame, look: Look, y: alt.Y) -> list[alt.Chart]:
    """The name above each bar, with a ring before it when a figure of the bar stands in a finding."""
    names = alt.Chart(heads).mark_text(align="left", baseline="bottom", dx=alt.expr("datum.doubt == '' ? 0 : 15"), dy=-8, fontSize=12, color=look.inks["ink"])
    return [names.encode(y=y, x=alt.XValue(0), text="label:N"), *_rings(heads, look, ("label", "doubt"), {"y": y, "x": alt.XValue(6)}, yOffset=-15)]


def trend(points: pl.DataFrame, lines: pl.DataFrame, near: pl.DataFrame, bands: pl.DataFrame, counts: pl.DataFrame,
          look: Look, log: bool, unit: str) -> dict:
    """Every agency of the selection as a faint dot, the chosen ones as lines that break at missing years and form eras.

    points, lines: year, value, agency, city, text, mark, doubt; lines also `segment`. near: the dashed joins between eras of
    similar meaning. bands: the eras with first, last, label and whether a line may cross. counts: year, text (n/N).
    """
    inks = look.inks
    first, last = int(bands["first"].min()), int(bands["last"].max())
    span = alt.Scale(domain=[first - 0.5, last + 0.5], nice=False, zero=False)
    x = alt.X("year:Q", scale=span, axis=_caption(look, values=list(range(first, last + 1)), format="d", grid=False, labelOverlap=True))
    top = max(points["value"].max() or 0, lines["value"].max() or 0)
    y = alt.Y("value:Q", title=None, axis=_y_axis(log, top), scale=_y_scale(log, top))
    tip = _tip("agency", "text", "mark")
    layers = [
        *_eras(bands, counts, span, inks),
        alt.Chart(points).mark_circle(size=26, color=inks["faint"], opacity=0.75).encode(x=x, y=y, tooltip=tip),
    ]
    if lines.height:
        names = lines["agency"].unique(maintain_order=True).to_list()
        color = alt.Color("agency:N", scale=alt.Scale(domain=names, range=PALETTE[: len(names)]), legend=_legend(names))
        joined = alt.Chart(lines).encode(x=x, y=y, color=color)
        layers += [
            joined.mark_line(strokeWidth=2.2).encode(detail="segment:N"),
            alt.Chart(near).mark_line(strokeWidth=1.6, strokeDash=[4, 4]).encode(x=x, y=y, color=color, detail="segment:N"),
            joined.mark_point(size=70, filled=True, opacity=1).encode(
                shape=alt.Shape("sign:N", scale=alt.Scale(domain=["exact", "approx", "zero"], range=["circle", "diamond", "cross"]), legend=None),
                tooltip=tip),
        ]
    layers += _rings(pl.concat([points, lines.select(points.columns)]), look, ("agency", "text", "mark"), {"x": x, "y": y}, size=150)
    return _finish(alt.layer(*layers).properties(height=300), look)


def _eras(bands: pl.DataFrame, counts: pl.DataFrame, span: alt.Scale, inks: dict[str, str]) -> list[alt.Chart]:
    """The eras as bands with their names, a dotted line where no figure joins, and n/N above every year."""
    start, year = alt.X("start:Q", scale=span), alt.X("year:Q", scale=span)
    return [
        alt.Chart(bands).mark_rect(opacity=1).encode(
            x=start, x2="end:Q", color=alt.Color("shade:N", scale=None)),
        alt.Chart(bands.filter("broken")).mark_rule(strokeDash=[2, 3], color=inks["soft"]).encode(x=start),
        alt.Chart(bands).mark_text(align="left", dx=4, dy=9, fontSize=11, color=inks["soft"]).transform_calculate(
            shown="width < 560 ? datum.short : datum.label").encode(x=start, y=alt.YValue(0), text="shown:N"),
        alt.Chart(counts).mark_text(fontSize=10, color=inks["soft"], angle=alt.expr("width < 560 ? 270 : 0"),
                                    align=alt.expr("width < 560 ? 'right' : 'center'"), baseline="middle").encode(
            x=year, y=alt.YValue(24), text="text:N"),
    ]


def _y_scale(log: bool, top: float) -> alt.Scale:
    return alt.Scale(type="symlog", constant=1, domain=[0, max(top, 1) * 6], nice=False) if log else alt.Scale(domain=[0, max(top, 1) * 1.3], nice=False)


def _y_axis(log: bool, top: float) -> alt.Axis:
    if not log:
        return alt.Axis(format=",.0f" if top >= 10 else ",", tickCount=5)
    ticks = [0, 1, 10, 100, 1_000, 10_000, 100_000, 1_000_000]
    return alt.Axis(values=[tick for tick in ticks if tick <= max(top, 1) * 3], format=",d")


def bars(frame: pl.DataFrame, look: Look, top: int = 20) -> dict:
    """One bar per agency, longest first, its name above it so that no name is cut on a phone.

    frame: label, value, text, mark, doubt, chosen (true draws it in the accent).
    """
    inks = look.inks
    shown = frame.head(top).with_row_index("place")
    if not shown["chosen"].any():
        shown = shown.with_columns(chosen=True)
    y = alt.Y("place:O", axis=None, scale=alt.Scale(paddingInner=0.62, paddingOuter=0.5))
    x = alt.X("value:Q", axis=_caption(look, labels=False, grid=False),
              scale=alt.Scale(domain=[0, max(float(shown["value"].max() or 0), 1e-9) * 1.16], nice=False))
    base = alt.Chart(shown).encode(y=y)
    solid = base.mark_bar().encode(
        x=x, tooltip=_tip("label", "text", "mark"), color=alt.when("datum.chosen").then(alt.value(inks["accent"])).otherwise(alt.value(inks["faint"])))
    values = base.mark_text(align="left", dx=5, fontSize=12, color=inks["ink"]).encode(x="value:Q", text="text:N")
    return _finish(alt.layer(solid, *_heads(shown, look, y), values).properties(height=alt.Step(34)), look)


def stack(frame: pl.DataFrame, parts: list[str], look: Look, share: bool) -> dict:
    """One bar per agency and year made of its parts; as shares each bar is 100 %, with the counts in the tooltip.

    frame: label, part, value, text, doubt, order (the place of the bar).
    """
    inks = look.inks
    y = alt.Y("order:O", axis=None, scale=alt.Scale(paddingInner=0.62, paddingOuter=0.5))
    color = alt.Color("part:N", scale=alt.Scale(domain=parts, range=PALETTE[: len(parts)]), legend=_legend(parts))
    x = alt.X("value:Q", stack="normalize" if share else "zero",
              axis=_caption(look, format=".0%" if share else ",d", tickCount=5))
    solid = alt.Chart(frame).mark_bar(stroke=inks["paper"], strokeWidth=1).encode(
        y=y, x=x, color=color, order="rank:Q", tooltip=_tip("label", "part", "text", "doubt"))
    heads = frame.group_by("order", maintain_order=True).agg(pl.col("label").first(), pl.col("doubt").max())
    return _finish(alt.layer(solid, *_heads(heads, look, y)).properties(height=alt.Step(34)), look)


def heat(frame: pl.DataFrame, look: Look, rows: list[str]) -> dict:
    """Agencies down, years across; a cell is dark where the report was read in full or gave many figures.

    frame: row, year, figures (none where no report was collected), text.
    """
    inks = look.inks
    y = alt.Y("row:N", sort=rows, axis=alt.Axis(title=None, labelLimit=190, labelPadding=4, labelColor=inks["ink"]))
    every = list(range(int(frame["year"].min()), int(frame["year"].max()) + 1))
    x = alt.X("year:O", scale=alt.Scale(domain=every), axis=alt.Axis(orient="top", labelAngle=0, title=None, labelOverlap=True))
    cells = alt.Chart(frame).mark_rect(stroke=inks["paper"], strokeWidth=1.5, cornerRadius=2).encode(
        x=x, y=y, tooltip=_tip("row", "text"),
        color=alt.Color("figures:Q", scale=alt.Scale(range=[inks["wash"], inks["accent"]], domainMin=0, domainMax=16, clamp=True),
                        legend=None))
    return _finish(cells.properties(height=alt.Step(17)), look)


def columns(frame: pl.DataFrame, look: Look) -> dict:
    """One column per year: how many agencies gave the figure (accent) out of the reports collected (faint).

    frame: year, total, given, text.
    """
    inks = look.inks
    every = list(range(int(frame["year"].min()), int(frame["year"].max()) + 1))
    x = alt.X("year:O", scale=alt.Scale(domain=every), axis=_caption(look, labelAngle=0, labelOverlap=True))
    base = alt.Chart(frame).encode(x=x, tooltip=_tip("year", "text"))
    every = base.mark_bar(color=inks["grid"], width={"band": 0.72}).encode(y=alt.Y("total:Q", title=None, axis=alt.Axis(tickCount=4)))
    given = base.mark_bar(color=inks["accent"], width={"band": 0.72}).encode(y="given:Q")
    return _finish(alt.layer(every, given).properties(height=220), look)


def sheet(frame: pl.DataFrame, look: Look) -> dict:
    """A row per metric and a column per year with the value written in it; the darker, the nearer to the row's highest.

    frame: metric, year, level (value / highest of the row), text, short, doubt. Years without a figure stay empty.
    """
    inks = look.inks
    years = list(range(int(frame["year"].min()), int(frame["year"].max()) + 1))
    order = frame["metric"].unique(maintain_order=True).to_list()
    rows = frame.with_columns(place=pl.col("metric").replace_strict({metric: i for i, metric in enumerate(order)}, return_dtype=pl.Int32))
    y = alt.Y("place:O", axis=None, scale=alt.Scale(paddingInner=0.5, paddingOuter=0.4))
    narrow = alt.Scale(domain=years, range=[0, alt.expr(f"min(width, {len(years) * 150})")])  # one year is no bar across the page
    x = alt.X("year:O", scale=narrow, axis=_caption(look, labelAngle=0, labelOverlap=True))
    base = alt.Chart(rows).encode(x=x, y=y, tooltip=_tip("metric", "text", "doubt"))
    cells = base.mark_rect(cornerRadius=3, stroke=inks["paper"], strokeWidth=2).encode(
        color=alt.Color("level:Q", legend=None, scale=alt.Scale(domain=[0, 1], range=[inks["wash"], inks["accent"]])))
    values = base.mark_text(fontSize=12).encode(text="short:N", color=alt.when("datum.level > 0.55").then(alt.value(inks["paper"])).otherwise(alt.value(inks["ink"])))
    heads = alt.Chart(rows.group_by("place", maintain_order=True).agg(pl.col("metric").first())).mark_text(
        align="left", baseline="bottom", dy=-14, fontSize=12, color=inks["ink"]).encode(x=alt.XValue(0), y=y, text="metric:N")
    rings = _rings(rows, look, ("metric", "text", "doubt"), {"x": x, "y": y}, size=60, xOffset=alt.expr("bandwidth('x') / 2 - 8"), yOffset=-8, fill=inks["paper"])
    return _finish(alt.layer(cells, values, heads, *rings).properties(height=alt.Step(50)), look)
