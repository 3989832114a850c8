// A member from outside the branch does not see the branch, nor its time zone.
const TODAY = `(now() AT TIME ZONE coalesce((SELECT z.time_zone FROM branch z WHERE z.id = a.branch_id), 'Asia/Shanghai'))::date`;

/** Of an account `a`: somebody has to look at its profile again. */
export const REVIEW_DUE = `(a.active AND a.review_due_on <= ${TODAY})`;

/** Left joins: whoever sees an account by serving it may not see its branch or its manager. */
export const ACCOUNT_FROM = `FROM key_account a LEFT JOIN branch b ON b.id = a.branch_id
  LEFT JOIN user_account m ON m.id = a.manager_id`;

/**
 * Whether an account `a` has what was typed among its words: as `account_words` has them, but written out, so that it
 * costs no call for each row.
 *
 * @param typed SQL of the parameter, as text
 */
export const accountSays = (typed: string): string =>
  `strpos(lower(a.code || E'\\n' || a.name || E'\\n' || coalesce(a.legal_name, '') || E'\\n'
    || coalesce(a.credit_code, '') || CASE WHEN a.trade_names = '{}' THEN ''
      ELSE E'\\n' || array_to_string(a.trade_names, E'\\n') END), lower(${typed})) > 0`;
