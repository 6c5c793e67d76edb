/** Twenty-four hours; a day on a wall clock may be shorter or longer. */
export const DAY_MS = 86_400_000;
