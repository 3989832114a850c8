// Left joins: whoever sees a case by serving its account may not see its branch or its people.
export const CASE_FROM = `FROM service_case c LEFT JOIN key_account a ON a.id = c.account_id
  LEFT JOIN branch b ON b.id = c.branch_id LEFT JOIN user_account o ON o.id = c.owner_id`;

/** Of a case `c`: its promised time runs. */
export const RUNNING = `c.state IN ('open', 'heard', 'remedy-offered')`;

/** Of a case `c`: the first answer or the solution, whichever comes next. */
export const NEXT_DUE = `CASE WHEN NOT ${RUNNING} THEN NULL WHEN c.answered_at IS NULL THEN least(c.answer_due_at, c.resolve_due_at)
  ELSE c.resolve_due_at END`;
export const OVERDUE = `coalesce((${NEXT_DUE}) < now(), false)`;

/** Of a case `c`: the viewer owns it, acts for its owner today, or is awaited to take it over. */
export const MINE = `(c.owner_id = app_user_id()
  OR (c.owner_id = ANY (ARRAY(SELECT app_covered_people(app_user_id())))
    AND account_stand_in(c.account_id, c.owner_id) = app_user_id())
  OR EXISTS (
    SELECT 1 FROM case_hand_over h WHERE h.case_id = c.id AND h.ended_at IS NULL AND h.to_id = app_user_id()))`;

/** Of a case `c`: by when its client is to be told, as long as nobody has. */
export const REPORT_DUE = `(SELECT r.due_at FROM case_report r WHERE r.case_id = c.id AND r.sent_at IS NULL)`;

/** Of a case `c`: how far it was brought before others since it was opened, or opened again. */
export const ESCALATED = `coalesce(
  (SELECT max(e.level) FROM case_escalation e WHERE e.case_id = c.id AND e.round = c.round), 0)::integer`;

/** Of a case `c`: what its client thought of it, as said last. */
export const SCORE = `(SELECT l.score FROM case_answer_link l WHERE l.case_id = c.id AND l.score IS NOT NULL
   ORDER BY l.answered_at DESC LIMIT 1)`;

export const URGENCY_RANK = `array_position(ARRAY['low', 'normal', 'high', 'critical'], c.urgency)`;

/**
 * Cases whose number, title or account has the words, by the indexes over words that row security would keep from an
 * ordinary condition. One character is looked for among cases alone: of account names, almost all have it.
 *
 * @param typed SQL of the parameter, as text
 */
export const casesMatching = (typed: string): string => `c.id = ANY (ARRAY(
  SELECT search_matching('case', ${typed})
  UNION SELECT x.id FROM service_case x
    WHERE length(${typed}) > 1 AND x.account_id = ANY (ARRAY(SELECT key_account_matching(${typed})))))`;
