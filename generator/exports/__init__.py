"""What people download: one module for each format."""
