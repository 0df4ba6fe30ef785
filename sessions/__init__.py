"""The record: who asked what, what came back, what it cost."""
