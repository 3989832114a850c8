import type { Client } from 'pg';
import { soundsOf } from '../../search/sounds';

/** Names whose sounds are worked out and sent at once. */
const NAMES_AT_ONCE = 20_000;

const NAMES = `
  CREATE TEMP TABLE scale_sound ON COMMIT DROP AS
    SELECT row_number() OVER () AS n, kind, title, NULL::text AS sounds FROM (
      SELECT 'account' AS kind, name AS title FROM key_account
      UNION SELECT 'contact', name FROM contact
      UNION SELECT 'campaign', name FROM campaign) AS named`;

// As the triggers keep them, which are silent while a database is filled.
const ENTRIES = `
  INSERT INTO search_entry (record_type, record_id, branch_ids, account_ids, title, detail, words, sounds)
  SELECT r.kind, r.id, r.branch_ids, r.account_ids, r.title, r.detail, lower(r.words), s.sounds FROM (
    SELECT 'account' AS kind, a.id, ARRAY[a.branch_id] AS branch_ids, ARRAY[a.id] AS account_ids, a.name AS title,
      a.code AS detail, account_words(a.code, a.name, a.legal_name, a.credit_code, a.trade_names) AS words
    FROM key_account a
    UNION ALL
    SELECT 'campaign', c.id, ARRAY[c.branch_id], ARRAY[c.account_id], c.name, '', c.name FROM campaign c
    UNION ALL
    SELECT 'contact', c.id, array_agg(DISTINCT b.id), coalesce(array_agg(DISTINCT p.account_id)
      FILTER (WHERE p.account_id IS NOT NULL), '{}'), c.name, '', c.name
    FROM contact c LEFT JOIN contact_position p ON p.contact_id = c.id LEFT JOIN key_account a ON a.id = p.account_id
    CROSS JOIN LATERAL (SELECT c.branch_id UNION SELECT a.branch_id WHERE a.id IS NOT NULL) AS b (id)
    GROUP BY c.id
  ) AS r JOIN scale_sound s USING (kind, title)`;

/** Makes everything that was filled in findable; @returns how many entries */
export async function fillSearch(client: Client): Promise<number> {
  await client.query(NAMES);
  for (let from = 1; ; from += NAMES_AT_ONCE) {
    const { rows } = await client.query<{ n: string; kind: string; title: string }>(
      'SELECT n, kind, title FROM scale_sound WHERE n >= $1 AND n < $2',
      [from, from + NAMES_AT_ONCE],
    );
    if (rows.length === 0) break;
    await client.query(
      'UPDATE scale_sound s SET sounds = u.sounds FROM unnest($1::bigint[], $2::text[]) AS u (n, sounds) WHERE s.n = u.n',
      [rows.map(({ n }) => n), rows.map(({ kind, title }) => soundsOf(title, kind === 'contact'))],
    );
  }
  await client.query('ANALYZE scale_sound');
  const { rowCount } = await client.query(ENTRIES);
  return rowCount ?? 0;
}
