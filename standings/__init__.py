"""Competitors, results, points and the standings that follow from them."""
