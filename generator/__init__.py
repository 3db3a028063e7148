"""Nhất thể hóa: from an open data package to a website and downloads."""
