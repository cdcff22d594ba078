"""Reads an XLSX file with openpyxl and prints what a person would see: cells with their types, filter, frozen panes."""
import json
import sys

import openpyxl

book = openpyxl.load_workbook(sys.argv[1])
sheet = book.active
print(json.dumps({"title": book.properties.title,
                  "created": book.properties.created.isoformat(),
                  "sheets": len(book.sheetnames),
                  "rows": [[cell.value for cell in row] for row in sheet.iter_rows()],
                  "types": [[cell.data_type for cell in row] for row in sheet.iter_rows()],
                  "filter": sheet.auto_filter.ref,
                  "frozen": sheet.freeze_panes}, ensure_ascii=False))
