"""数据下载: everything or a selection, as CSV, XLSX, Parquet or the DuckDB file, with dictionary and citation."""

import streamlit as st

from pages.shared import bundle, filters, warehouse
from pages.shared.frame import frame, source_line
from pages.shared.text import t
from pages.shared.view import grid

frame("download")
selection = filters.bar(joins=False)
themes, whole = bundle.choice()
table = bundle.figures(selection, themes, whole)
st.markdown(t("download_count", rows=table.height, columns=table.width))
if table.is_empty():
    st.info(t("download_none"))
else:
    grid(table.head(bundle.PREVIEW), "preview")
    st.caption(t("download_preview", shown=min(bundle.PREVIEW, table.height), rows=table.height))
    bundle.buttons(table)
st.subheader(t("whole_heading"))
st.markdown(t("whole_text", path=warehouse.pointer().name))
bundle.database_button()
st.markdown(t("citation", day=warehouse.built_on(warehouse.current())))
source_line()
