"""Tables: rows that stand together, with what their columns mean."""
