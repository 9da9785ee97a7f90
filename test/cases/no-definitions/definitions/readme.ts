/** A module that has nothing to do with flowgen. */
export const answer = 42;
