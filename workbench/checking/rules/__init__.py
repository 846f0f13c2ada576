"""Rules of GB/T 9704-2012 and of practice, by the part of a paper they speak of: each module has a BOOK."""
