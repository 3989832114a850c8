/** Columns of `audit_entry e`, named as `AuditEntryContent` names them. */
export const ENTRY_COLUMNS = `e.id, e.at, e.branch_id AS "branchId", e.actor_id AS "actorId",
  e.actor_name AS "actorName", e.via, e.api_key_id AS "apiKeyId", e.request_id AS "requestId", e.kind,
  e.subject_type AS "subjectType", e.subject_id AS "subjectId", e.related, e.changes, e.facts, e.reason,
  e.on_timeline AS "onTimeline", e.account_id AS "accountId"`;
