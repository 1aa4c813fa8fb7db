"""What is measured: each benchmark prints its budgets beside the numbers of this run."""
