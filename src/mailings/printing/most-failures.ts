/** A chunk that failed this often waits for a person instead of being tried for ever. */
export const MOST_FAILURES = 5;
