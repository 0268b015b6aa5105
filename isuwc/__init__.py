"""The website of the ISU World Cup Speed Skating series."""
