"""What ships inside the wheel; sources and licences are in SOURCES.md."""
