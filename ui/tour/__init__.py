"""The main job, walked through the real windows: pictures of every screen, every paper (``--tour``)."""
