"""The look that Streamlit's theme does not reach: page width, phones, findings with both sides, quotes, the place to drop files."""

STYLE = """<style>
.stApp { font-variant-numeric: tabular-nums; --gk-line: color-mix(in srgb, currentColor 16%, transparent); --gk-soft: color-mix(in srgb, currentColor 64%, transparent);
  --gk-error: #c8503c; --gk-warning: #b8791a; --gk-info: #5c7c92; --gk-good: #2f8a66; }
.block-container, [data-testid="stMainBlockContainer"] { padding-top: 3.2rem; padding-bottom: 3rem; max-width: 1180px; }
h1 { font-size: 1.85rem !important; letter-spacing: 0; line-height: 1.35 !important; padding-bottom: .2rem !important; }
h2 { font-size: 1.25rem !important; } h3 { font-size: 1.05rem !important; }
[data-testid="stMetricValue"] { font-size: 1.7rem; }
[data-testid="stSidebar"] [data-testid="stPageLink"] p { font-size: .95rem; }
[data-testid="stMain"] [data-testid="stPageLink"] :is(a, p) { white-space: normal; overflow: visible; }
.gk-source { color: var(--gk-soft); font-size: .82rem; border-top: 1px solid var(--gk-line); margin-top: 2.2rem; padding-top: .7rem; line-height: 1.6; }
.gk-brand { font-weight: 700; font-size: 1.15rem; line-height: 1.3; } .gk-brand small { display: block; font-weight: 400; font-size: .78rem; opacity: .7; }
[data-testid="stMetricLabel"] p { white-space: normal; line-height: 1.35; }

.gk-finding { --tone: var(--gk-info); border: 1px solid var(--gk-line); border-left: 4px solid var(--tone); border-radius: 6px; padding: .8rem 1rem .7rem; margin: 0 0 .8rem; }
.gk-finding.gk-error { --tone: var(--gk-error); } .gk-finding.gk-warning { --tone: var(--gk-warning); } .gk-finding.gk-good { --tone: var(--gk-good); }
.gk-finding header { line-height: 1.5; } .gk-finding header small { color: var(--gk-soft); display: block; font-size: .82rem; }
.gk-line { font-size: .95rem; margin-bottom: .15rem; } .gk-ways { margin: .5rem 0 0; font-size: .86rem; } .gk-ways a { margin-right: 1.2rem; color: var(--gk-soft); text-decoration: underline; text-underline-offset: 2px; }
.gk-badge { color: var(--tone); border: 1px solid color-mix(in srgb, var(--tone) 55%, transparent); border-radius: 4px; font-size: .76rem; padding: .05rem .4rem; margin-right: .45rem; white-space: nowrap; }
.gk-sides { display: grid; grid-template-columns: minmax(0, 1fr) auto minmax(0, 1fr); gap: .4rem 1rem; margin: .7rem 0 .3rem; align-items: start; }
.gk-side { background: color-mix(in srgb, currentColor 4%, transparent); border-radius: 6px; padding: .5rem .8rem .6rem; min-width: 0; height: 100%; box-sizing: border-box; }
.gk-num { font-size: 1.6rem; line-height: 1.25; } .gk-rel { font-size: 1.5rem; color: var(--tone); padding-top: .55rem; }
.gk-terms { display: grid; grid-template-columns: 1.1em minmax(0, 1fr) auto; gap: .1rem .3rem; font-size: .88rem; line-height: 1.5; }
.gk-terms i { font-style: normal; color: var(--gk-soft); } .gk-terms b { font-weight: 600; text-align: right; } .gk-terms em { grid-column: 2 / 4; font-style: normal; color: var(--gk-soft); }
.gk-told { margin: .25rem 0 .1rem; font-weight: 600; } .gk-note { color: var(--gk-soft); font-size: .86rem; margin: .2rem 0; }
.gk-finding details { margin-top: .35rem; } .gk-finding summary { cursor: pointer; color: var(--gk-soft); font-size: .86rem; }
.gk-quotes { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(19rem, 100%), 1fr)); gap: .5rem .9rem; margin-top: .45rem; }
.gk-quote { border-left: 3px solid var(--gk-line); padding: .1rem 0 .1rem .7rem; font-size: .9rem; line-height: 1.6; min-width: 0; overflow-wrap: anywhere; }
.gk-quote small { color: var(--gk-soft); display: block; line-height: 1.45; } .gk-quote s { text-decoration: none; color: var(--gk-soft); }
.gk-finding mark, .gk-quote mark { background: color-mix(in srgb, #e6a700 42%, transparent); color: inherit; padding: 0 .2em; border-radius: 3px; font-weight: 600; }
.gk-cell { flex: none; border: 1px solid var(--gk-line); padding: 0 .5em; border-radius: 2px; }

.gk-who { color: var(--gk-soft); margin: -.4rem 0 .6rem; line-height: 1.6; } .gk-who b { color: inherit; font-weight: 600; }
.gk-card { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(17rem, 100%), 1fr)); gap: .6rem; }
.gk-card .gk-finding { margin: 0; padding: .6rem .8rem; } .gk-card p { margin: .2rem 0 0; font-size: .9rem; line-height: 1.55; } .gk-card p.gk-note { font-size: .8rem; }
[data-testid="stFileUploaderDropzone"] { min-height: 6rem; align-items: center; }
.gk-quote div { display: flex; align-items: baseline; gap: .5rem; } .gk-quote div small { display: inline; }

@media (max-width: 640px) { [data-testid="stMetricValue"] { font-size: 1.2rem; } :is(.st-key-filters, .st-key-cards, .st-key-narrow) [data-testid="stHorizontalBlock"] { flex-direction: row; flex-wrap: wrap; gap: .5rem; }
  :is(.st-key-filters, .st-key-cards, .st-key-narrow) [data-testid="stColumn"] { flex: 1 1 42%; min-width: 42%; width: auto; }
  .st-key-filters [data-testid="stColumn"]:has(.st-key-agency), .st-key-filters [data-testid="stColumn"]:has(.st-key-years),
  .st-key-filters [data-testid="stColumn"]:has(.st-key-scope) { flex-basis: 100%; }
  h1 { font-size: 1.4rem !important; }
  .gk-sides { grid-template-columns: minmax(0, 1fr); } .gk-rel { padding: 0; text-align: center; line-height: 1; }
  .gk-finding { padding: .7rem .75rem; }
  .block-container, [data-testid="stMainBlockContainer"] { padding-left: 1rem; padding-right: 1rem; } }
</style>"""
DROP = """<style>
.st-key-drafts [data-testid="stFileUploaderDropzone"] > span button p, .st-key-drafts [data-testid="stFileUploaderDropzoneInstructions"] span { font-size: 0 !important; }
.st-key-drafts [data-testid="stFileUploaderDropzone"] > span button p::after { content: "%(pick)s"; font-size: 1rem; }
.st-key-drafts [data-testid="stFileUploaderDropzoneInstructions"] span::after { content: "%(limit)s"; font-size: .9rem; }
.st-key-drafts [data-testid="stFileChip"][aria-invalid="true"] [data-testid="stFileChipName"]::before { content: "%(large)s · "; }
[data-testid="stTooltipErrorContent"] { display: none; }
</style>"""  # Streamlit's own words in the place to drop files are English in every language
