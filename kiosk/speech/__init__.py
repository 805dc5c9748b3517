"""Reading aloud (đọc thành tiếng): what stands on the screen, for those who cannot or would rather not read it."""
