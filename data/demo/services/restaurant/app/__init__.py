"""The restaurant service."""
