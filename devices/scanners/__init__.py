"""Barcode scanners (máy quét mã): one contract, one framing, several ways to be connected."""
