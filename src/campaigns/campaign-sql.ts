/** Left joins: a branch may run a campaign for an account that a branch above it owns and it does not see. */
export const CAMPAIGN_FROM = `FROM campaign c LEFT JOIN branch b ON b.id = c.branch_id
  LEFT JOIN key_account a ON a.id = c.account_id`;
