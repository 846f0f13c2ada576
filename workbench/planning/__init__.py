"""What can be worked out: plain values and columns in, frozen values out. Nothing is stored or shown."""
