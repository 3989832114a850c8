// A member from outside the branch does not see the branch, nor its time zone.
const TODAY = `(now() AT TIME ZONE coalesce((SELECT z.time_zone FROM branch z WHERE z.id = a.branch_id), 'Asia/Shanghai'))::date`;

/** Of an account `a`: somebody has to look at its profile again. */
export const REVIEW_DUE = `(a.active AND a.review_due_on <= ${TODAY})`;

/** Left joins: whoever sees an account by serving it may not see its branch or its manager. */
export const ACCOUNT_FROM = `FROM key_account a LEFT JOIN branch b ON b.id = a.branch_id
  LEFT JOIN user_account m ON m.id = a.manager_id`;
