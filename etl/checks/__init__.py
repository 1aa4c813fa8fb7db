"""Checks over the figures of all reports: what holds, what fails, what cannot be assessed. A check never changes a figure."""
