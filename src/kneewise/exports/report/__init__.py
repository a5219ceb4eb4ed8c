"""The report for a physio: four pages at most of what the runner's own record says, as PDF."""

from kneewise.exports.report.data import PACKAGE, ReportData, shown_days
from kneewise.exports.report.document import document
from kneewise.exports.report.typesetting import report_pdf

__all__ = ["PACKAGE", "ReportData", "document", "report_pdf", "shown_days"]
