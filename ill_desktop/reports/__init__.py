"""Figures of a period, and how they leave the house: as PDF, XLSX and CSV."""
