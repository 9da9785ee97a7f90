// Written by hand, and not to be lost.
export const track = "mine";
