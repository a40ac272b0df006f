"""What keeps a library: backups that are checked, and the check of the library itself."""
