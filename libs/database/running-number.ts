const DIGITS = 7;

/**
 * SQL of the next number people know a record by: `B0000012`. At least seven digits, more when the sequence has them.
 *
 * @param prefix letters in front
 * @param sequence name of the database sequence
 */
export const runningNumber = (prefix: string, sequence: string): string =>
  `(SELECT '${prefix}' || lpad(n, greatest(${DIGITS}, length(n)), '0') FROM (SELECT nextval('${sequence}')::text) AS s (n))`;
