"""One function a use case: ingest these paths, evaluate this position, write these papers."""
