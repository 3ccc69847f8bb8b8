"""Worked examples for making the case for a Fracture Liaison Service.

For planning services. Not medical advice and not for decisions about one person.
The rooms follow the flow of data: evidence -> model -> analysis -> report -> pages.
"""

__version__ = "0.1.0"
