"""The package as a workbook to edit in Excel or LibreOffice, and back; no download for readers."""
