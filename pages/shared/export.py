"""Files that people take away: CSV that Excel opens right, XLSX, pictures of charts, and the zip with its papers."""

import html
import io
import json

import polars as pl
import streamlit as st

DANGEROUS = r"^[=+\-@\t\r]"  # a cell that starts so is a formula to a spreadsheet


def harmless(table: pl.DataFrame) -> pl.DataFrame:
    """Return the table with text cells that a spreadsheet would run made plain text; numbers stay numbers.

    >>> harmless(pl.DataFrame({"a": ["=1+1", "三"], "b": [-1.5, 2.0]})).rows()
    [("'=1+1", -1.5), ('三', 2.0)]
    """
    return table.with_columns(
        pl.when(pl.col(name).str.contains(DANGEROUS)).then(pl.concat_str(pl.lit("'"), pl.col(name))).otherwise(pl.col(name)).alias(name)
        for name, kind in table.schema.items() if kind == pl.String)


def csv(table: pl.DataFrame) -> bytes:
    """Return the table as CSV in UTF-8 with a byte order mark; whole numbers without a decimal point."""
    return harmless(_whole(table)).write_csv(include_bom=True).encode("utf-8")


def _whole(table: pl.DataFrame) -> pl.DataFrame:
    whole = [name for name, kind in table.schema.items() if kind.is_float()
             and (table[name].drop_nulls() == table[name].drop_nulls().round()).all()]
    return table.with_columns(pl.col(whole).cast(pl.Int64)) if whole else table


def xlsx(sheets: dict[str, pl.DataFrame]) -> bytes:
    """Return a workbook with one sheet per table, header frozen, text cells harmless."""
    import xlsxwriter  # imported on the click that needs it

    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        for name, table in sheets.items():
            harmless(_whole(table)).write_excel(book, worksheet=name[:31], freeze_panes="A2", autofit=True)
    return buffer.getvalue()


def parquet(table: pl.DataFrame) -> bytes:
    """Return the table as one Parquet file."""
    buffer = io.BytesIO()
    table.write_parquet(buffer)
    return buffer.getvalue()


SCRIPT = """
(() => { const root = document.currentScript?.closest?.('.stHtml') || document;
const box = document.querySelector('.st-key-%(key)s'); if (!box) return;
const bar = box.querySelector('.gk-save'); if (!bar || bar.dataset.ready) return; bar.dataset.ready = '1';
const name = %(name)s;
const source = () => { const svg = box.querySelector('[data-testid="stVegaLiteChart"] svg'); if (!svg) return null;
  const copy = svg.cloneNode(true); copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  return {text: new XMLSerializer().serializeToString(copy), width: svg.clientWidth, height: svg.clientHeight}; };
const save = (url, ending) => { const a = document.createElement('a'); a.href = url; a.download = name + ending; document.body.append(a); a.click(); a.remove(); };
bar.querySelector('[data-as=svg]').onclick = () => { const s = source(); if (!s) return;
  save(URL.createObjectURL(new Blob([s.text], {type: 'image/svg+xml;charset=utf-8'})), '.svg'); };
bar.querySelector('[data-as=png]').onclick = () => { const s = source(); if (!s) return; const image = new Image();
  image.onload = () => { const c = document.createElement('canvas'); c.width = s.width * 2; c.height = s.height * 2;
    c.getContext('2d').drawImage(image, 0, 0, c.width, c.height); save(c.toDataURL('image/png'), '.png'); };
  image.src = 'data:image/svg+xml;charset=utf-8,' + encodeURIComponent(s.text); };
})();
"""


def picture_buttons(key: str, title: str, svg: str, png: str) -> None:
    """Draw the two buttons that save the chart as it stands, with the reader's own fonts; nothing leaves the browser."""
    script = SCRIPT % {"key": key, "name": json.dumps(title.replace("/", "-"), ensure_ascii=False)}
    style = "background:none;border:1px solid color-mix(in srgb,currentColor 22%,transparent);border-radius:6px;padding:.15rem .6rem;font-size:.8rem;color:inherit;cursor:pointer;margin-right:.4rem"
    buttons = "".join(f"<button data-as='{kind}' style='{style}'>{html.escape(label)}</button>" for kind, label in (("svg", svg), ("png", png)))
    st.html(f"<div class='gk-save'>{buttons}</div><script>{script}</script>", unsafe_allow_javascript=True)
