"""A folder or module a format: each only renders what tables show and sentences say, and none knows another."""
