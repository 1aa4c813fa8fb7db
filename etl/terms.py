"""What the reports count, as words: printed labels cut by jieba with the field's own vocabulary."""

import logging
import tempfile

import polars as pl

from etl.messages import text
from etl.progress import bar
from etl.rules import Rules


def terms(figures: pl.DataFrame, rules: Rules) -> pl.DataFrame:
    """Return report_id, term, count: words of two characters or more in a report's labels, stop words left out."""
    import jieba  # imported here: 0.3 s that only a build needs

    jieba.setLogLevel(logging.WARNING)
    cutter = jieba.Tokenizer()
    cutter.tmp_dir = tempfile.gettempdir()
    for word in rules.words.filter(pl.col("kind") == "domain")["word"]:
        cutter.add_word(word)
    stop = set(rules.words.filter(pl.col("kind") == "stop")["word"])
    labels = figures.select("report_id", "label").unique(maintain_order=True)
    distinct = labels["label"].unique(maintain_order=True).to_list()
    cut = {label: [word for word in cutter.lcut(label) if len(word) > 1 and word not in stop and not word.isdigit()]
           for label in bar(distinct, len(distinct), text("step_terms"))}
    return (
        labels.with_columns(term=pl.col("label").replace_strict(cut, return_dtype=pl.List(pl.String)))
        .explode("term", empty_as_null=False).group_by("report_id", "term").agg(pl.len().cast(pl.Int32).alias("count"))
        .sort("report_id", pl.col("count"), "term", descending=[False, True, False])
    )
