"""The providers room: one wire for every service that makes pictures."""
