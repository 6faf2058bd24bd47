"""The modelling workbook of the Korean programme: 30 columns in which people design an AAS, read and written."""
