"""Tables as CSV and XLSX: read with every cell checked, and written so that no cell is a formula."""
