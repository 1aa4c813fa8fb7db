"""From files of figures to one DuckDB warehouse; `python -m etl build` runs every step."""
