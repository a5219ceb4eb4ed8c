"""One file a suspected cause: exposure, timing, prior, reference, lever."""
