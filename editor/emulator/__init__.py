"""The Gemini wire over real HTTP, answered by the embedded engine: for tests, benchmarks and trying the product."""
