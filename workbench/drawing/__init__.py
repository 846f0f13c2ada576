"""What pictures are made of: frozen facts in, a `scene.Scene` out; ink is the business of others."""
