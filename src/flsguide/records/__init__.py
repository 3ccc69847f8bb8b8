"""Rows of patients, here only: from a hospital's own extract to counts that are safe to carry out.

No other room reads a row of a patient. What leaves this one has been through `disclosure`.
"""
