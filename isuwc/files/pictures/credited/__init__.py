"""Writes into pictures whose they are: `credit.Credit` says it, `labels.labelled` puts it into a file's metadata.

The pixels are not touched and nothing is decoded, so that a credit can be changed at the cost of copying the file.
"""
