import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Search over all records: what each is called, and how that sounds. */
export class Search1700000026000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(ENTRIES);
    await runner.query(KEEPING);
    for (const source of SOURCES) await runner.query(followed(source));
    await runner.query(CONTACTS);
    await runner.query(LOOKING_UP);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const { table } of [...SOURCES, { table: 'contact' }]) {
      await runner.query(`DROP TRIGGER search_followed ON ${table}; DROP FUNCTION search_follow_${table}()`);
    }
    await runner.query(`
      DROP TRIGGER search_position_followed ON contact_position;
      DROP TRIGGER search_account_moved ON key_account;
      DROP FUNCTION search_position_follow(), search_account_move(), search_keep_contact(uuid);
      DROP POLICY contact_position_system ON contact_position;
      REVOKE SELECT (contact_id, account_id) ON contact_position FROM hongyan_system;
      REVOKE SELECT (name, branch_id) ON contact FROM hongyan_system;
      DROP FUNCTION search_sees(text, uuid), search_account_name(uuid), search_everywhere(text, text[], integer), search_matching(text, text),
        search_sound(text), search_keep(text, uuid, uuid[], uuid[], text, text, text);
      DROP TABLE search_entry;
    `);
  }
}

const DEFINER = 'SECURITY DEFINER SET search_path = public, pg_temp';

// Contacts are five times as many as all else; apart, neither has to be read past to find the other.
const KINDS = [
  ['contacts', `record_type = 'contact'`],
  ['others', `record_type <> 'contact'`],
] as const;

// `sounds` is pinyin and initials, each after a line break so that a search can ask for their beginning; null until
// they are worked out. A record may be seen from several branches: a contact from those of its accounts.
const ENTRIES = `
  CREATE TABLE search_entry (
    record_type text NOT NULL
      CHECK (record_type IN ('account', 'contact', 'case', 'campaign', 'list', 'design', 'batch')),
    record_id uuid NOT NULL,
    branch_ids uuid[] NOT NULL,
    account_ids uuid[] NOT NULL DEFAULT '{}',
    title text NOT NULL,
    detail text NOT NULL DEFAULT '',
    words text NOT NULL,
    sounds text,
    PRIMARY KEY (record_type, record_id)
  );
  CREATE INDEX ix_search_entry_title ON search_entry (record_type, (lower(title) COLLATE "C"));
  CREATE INDEX ix_search_entry_sound ON search_entry (record_type, sounds COLLATE "C");
  CREATE INDEX ix_search_entry_unheard ON search_entry (record_type, record_id) WHERE sounds IS NULL;
  ${KINDS.map(
    ([name, only]) => `
      CREATE INDEX ix_search_entry_words_of_${name} ON search_entry USING gin (search_grams(words, 1)) WHERE ${only};
      CREATE INDEX ix_search_entry_sounds_of_${name} ON search_entry USING gin (sounds gin_trgm_ops) WHERE ${only};`,
  ).join('')}
  ALTER TABLE search_entry ENABLE ROW LEVEL SECURITY;
  ALTER TABLE search_entry FORCE ROW LEVEL SECURITY;
  CREATE POLICY search_entry_system ON search_entry TO hongyan_system USING (true) WITH CHECK (true);
  GRANT SELECT, INSERT, UPDATE, DELETE ON search_entry TO hongyan_system;
`;

const KEEPING = `
  CREATE FUNCTION search_keep(kind text, id uuid, branches uuid[], accounts uuid[], called text, more text, said text)
    RETURNS void LANGUAGE sql ${DEFINER} AS $$
      INSERT INTO search_entry AS e (record_type, record_id, branch_ids, account_ids, title, detail, words)
      VALUES (kind, id, branches, accounts, called, more, lower(said))
      ON CONFLICT (record_type, record_id) DO UPDATE SET
        branch_ids = excluded.branch_ids, account_ids = excluded.account_ids, title = excluded.title,
        detail = excluded.detail, words = excluded.words,
        sounds = CASE WHEN e.words = excluded.words AND e.title = excluded.title THEN e.sounds END
      WHERE (e.branch_ids, e.account_ids, e.title, e.detail, e.words)
        IS DISTINCT FROM (excluded.branch_ids, excluded.account_ids, excluded.title, excluded.detail, excluded.words)
    $$;
  REVOKE ALL ON FUNCTION search_keep(text, uuid, uuid[], uuid[], text, text, text) FROM PUBLIC;
  GRANT CREATE ON SCHEMA public TO hongyan_system;
  ALTER FUNCTION search_keep(text, uuid, uuid[], uuid[], text, text, text) OWNER TO hongyan_system;
  REVOKE CREATE ON SCHEMA public FROM hongyan_system;
`;

interface Source {
  table: string;
  kind: string;
  /** Columns a change of which is a change of the entry. */
  columns: string;
  accounts: string;
  title: string;
  detail: string;
  words: string;
}

const SOURCES: readonly Source[] = [
  {
    table: 'key_account',
    kind: 'account',
    columns: 'branch_id, code, name, legal_name, credit_code, trade_names',
    accounts: 'ARRAY[r.id]',
    title: 'r.name',
    detail: 'r.code',
    words: 'account_words(r.code, r.name, r.legal_name, r.credit_code, r.trade_names)',
  },
  {
    table: 'service_case',
    kind: 'case',
    columns: 'branch_id, account_id, number, title',
    accounts: 'ARRAY[r.account_id]',
    title: 'r.title',
    detail: 'r.number',
    words: `r.number || E'\\n' || r.title`,
  },
  {
    table: 'campaign',
    kind: 'campaign',
    columns: 'branch_id, account_id, name',
    accounts: 'array_remove(ARRAY[r.account_id], NULL)',
    title: 'r.name',
    detail: `''`,
    words: 'r.name',
  },
  named('address_list', 'list', 'name'),
  named('design', 'design', 'name'),
  named('mail_batch', 'batch', 'code'),
];

/** A record of a branch that is found by one column. */
function named(table: string, kind: string, column: string): Source {
  const title = `r.${column}`;
  return {
    table,
    kind,
    columns: `branch_id, ${column}`,
    accounts: `'{}'`,
    title,
    detail: `''`,
    words: title,
  };
}

/** Entries that follow a table's rows, from those it has. */
function followed({ table, kind, columns, accounts, title, detail, words }: Source): string {
  const keep = (row: string) => {
    const values = [`ARRAY[r.branch_id]`, accounts, title, detail, words].join(', ');
    return `search_keep('${kind}', r.id, ${values})`.replaceAll(/\br\./g, `${row}.`);
  };
  return `
    CREATE FUNCTION search_follow_${table}() RETURNS trigger LANGUAGE plpgsql ${DEFINER} AS $$
    BEGIN
      IF TG_OP = 'DELETE' THEN
        DELETE FROM search_entry WHERE record_type = '${kind}' AND record_id = OLD.id;
      ELSE
        PERFORM ${keep('NEW')};
      END IF;
      RETURN NULL;
    END $$;
    ${followsAs(table, columns)}
    SELECT count(${keep('r')}::text) FROM ${table} r;
  `;
}

function followsAs(table: string, columns: string): string {
  return `
    REVOKE ALL ON FUNCTION search_follow_${table}() FROM PUBLIC;
    GRANT CREATE ON SCHEMA public TO hongyan_system;
    ALTER FUNCTION search_follow_${table}() OWNER TO hongyan_system;
    REVOKE CREATE ON SCHEMA public FROM hongyan_system;
    CREATE TRIGGER search_followed AFTER INSERT OR DELETE OR UPDATE OF ${columns} ON ${table}
      FOR EACH ROW EXECUTE FUNCTION search_follow_${table}();
  `;
}

// A contact is seen from its own branch and from those of the accounts it has a position at.
const CONTACTS = `
  GRANT SELECT (name, branch_id) ON contact TO hongyan_system;
  GRANT SELECT (contact_id, account_id) ON contact_position TO hongyan_system;
  CREATE POLICY contact_position_system ON contact_position FOR SELECT TO hongyan_system USING (true);

  CREATE FUNCTION search_keep_contact(contact_id uuid) RETURNS void LANGUAGE sql ${DEFINER} AS $$
    SELECT search_keep('contact', c.id,
      (SELECT array_agg(DISTINCT b) FROM (
        SELECT c.branch_id UNION ALL
        SELECT a.branch_id FROM contact_position p JOIN key_account a ON a.id = p.account_id WHERE p.contact_id = c.id
      ) AS seen (b)),
      ARRAY(SELECT DISTINCT p.account_id FROM contact_position p WHERE p.contact_id = c.id ORDER BY 1),
      c.name, '', c.name)
    FROM contact c WHERE c.id = search_keep_contact.contact_id
  $$;
  CREATE FUNCTION search_follow_contact() RETURNS trigger LANGUAGE plpgsql ${DEFINER} AS $$
  BEGIN
    IF TG_OP = 'DELETE' THEN
      DELETE FROM search_entry WHERE record_type = 'contact' AND record_id = OLD.id;
    ELSE
      PERFORM search_keep_contact(NEW.id);
    END IF;
    RETURN NULL;
  END $$;
  CREATE FUNCTION search_position_follow() RETURNS trigger LANGUAGE plpgsql ${DEFINER} AS $$
  BEGIN
    IF TG_OP <> 'INSERT' THEN PERFORM search_keep_contact(OLD.contact_id); END IF;
    IF TG_OP <> 'DELETE' THEN PERFORM search_keep_contact(NEW.contact_id); END IF;
    RETURN NULL;
  END $$;
  CREATE FUNCTION search_account_move() RETURNS trigger LANGUAGE plpgsql ${DEFINER} AS $$
  BEGIN
    PERFORM search_keep_contact(p.contact_id) FROM contact_position p WHERE p.account_id = NEW.id;
    RETURN NULL;
  END $$;
  REVOKE ALL ON FUNCTION search_keep_contact(uuid), search_position_follow(), search_account_move() FROM PUBLIC;
  GRANT CREATE ON SCHEMA public TO hongyan_system;
  ALTER FUNCTION search_keep_contact(uuid) OWNER TO hongyan_system;
  ALTER FUNCTION search_position_follow() OWNER TO hongyan_system;
  ALTER FUNCTION search_account_move() OWNER TO hongyan_system;
  REVOKE CREATE ON SCHEMA public FROM hongyan_system;
  ${followsAs('contact', 'branch_id, name')}
  CREATE TRIGGER search_position_followed AFTER INSERT OR DELETE OR UPDATE OF contact_id, account_id
    ON contact_position FOR EACH ROW EXECUTE FUNCTION search_position_follow();
  CREATE TRIGGER search_account_moved AFTER UPDATE OF branch_id ON key_account
    FOR EACH ROW WHEN (OLD.branch_id IS DISTINCT FROM NEW.branch_id) EXECUTE FUNCTION search_account_move();
  SELECT count(search_keep_contact(c.id)::text) FROM contact c;
`;

/** Of records that have the word anywhere in their names, as many are compared before the nearest are chosen. */
const CANDIDATES = 120;
const SEEN = `(e.branch_ids && (SELECT app_branch_ids())::uuid[] OR e.account_ids && (SELECT app_account_ids())::uuid[])`;
/** Over the parameter `typed`. Two characters or one are all in the index; of more, the pairs are. */
const SAID = `search_grams(e.words, 1) @> search_grams(lower(typed), least(2, length(typed)))
  AND (length(typed) <= 2 OR strpos(e.words, lower(typed)) > 0)`;
const HIT = `((${SAID}) OR e.sounds LIKE search_sound(typed))`;

// Row security compares rows with its rules before anything that might tell of them, which rules out every index over
// words. So the words are looked up as the system role, and the functions themselves hold to what the viewer may see.
// What a search shows is asked of the records' own rules once more, row by row.
const LOOKING_UP = `
  CREATE FUNCTION search_sound(typed text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path = pg_catalog AS $$
      SELECT CASE WHEN length(letters) < 2 THEN NULL WHEN length(letters) = 2 THEN E'%\\n' || letters || '%' ELSE '%' || letters || '%' END
      FROM (SELECT CASE WHEN lower(typed) ~ '^[a-z '']+$' THEN regexp_replace(lower(typed), '[ '']', '', 'g')
        ELSE '' END) AS latin (letters)
    $$;
  CREATE FUNCTION search_matching(kind text, typed text) RETURNS SETOF uuid
    LANGUAGE sql STABLE ROWS 200 ${DEFINER} AS $$
      SELECT e.record_id FROM search_entry e
        WHERE kind = 'contact' AND e.record_type = 'contact' AND ${HIT} AND ${SEEN}
      UNION ALL
      SELECT e.record_id FROM search_entry e
        WHERE kind <> 'contact' AND e.record_type <> 'contact' AND e.record_type = kind AND ${HIT} AND ${SEEN}
    $$;
  CREATE FUNCTION search_everywhere(typed text, kinds text[], most integer)
    RETURNS TABLE (record_type text, record_id uuid, title text, detail text, account_id uuid, nearness integer)
    LANGUAGE plpgsql STABLE ROWS 50 ${DEFINER} AS $$
    #variable_conflict use_column
    DECLARE
      begun text := lower(typed);
      sound text := E'\\n' || nullif(
        regexp_replace(CASE WHEN begun ~ '^[a-z '']+$' THEN begun END, '[ '']', '', 'g'), '');
      near search_entry[];
      open_kinds text[];
    BEGIN
      near := ARRAY(
        SELECT e FROM unnest(kinds) AS k (kind) CROSS JOIN LATERAL (
          (SELECT e FROM search_entry e WHERE e.record_type = k.kind
            AND lower(e.title) COLLATE "C" >= begun AND lower(e.title) COLLATE "C" < begun || chr(1114111)
            AND ${SEEN} ORDER BY lower(e.title) COLLATE "C" LIMIT most)
          UNION ALL
          (SELECT e FROM search_entry e WHERE e.record_type = k.kind
            AND e.sounds COLLATE "C" >= sound AND e.sounds COLLATE "C" < sound || '{'
            AND ${SEEN} ORDER BY e.sounds COLLATE "C" LIMIT most)) AS begins (e));
      open_kinds := ARRAY(SELECT k.kind FROM unnest(kinds) AS k (kind) WHERE (
        SELECT count(DISTINCT n.record_id) FROM unnest(near) AS n WHERE n.record_type = k.kind) < most);
      IF 'contact' = ANY (open_kinds) THEN
        near := near || ARRAY(SELECT e FROM search_entry e
          WHERE e.record_type = 'contact' AND ${HIT} AND ${SEEN} LIMIT ${CANDIDATES});
      END IF;
      IF open_kinds <> '{}' AND open_kinds <> '{contact}' THEN
        near := near || ARRAY(SELECT e FROM search_entry e
          WHERE e.record_type <> 'contact' AND e.record_type = ANY (open_kinds) AND ${HIT} AND ${SEEN}
          LIMIT ${CANDIDATES});
      END IF;
      RETURN QUERY
      WITH once AS (
        SELECT DISTINCT ON (n.record_type, n.record_id) n.*, CASE
          WHEN begun IN (lower(n.title), lower(n.detail)) THEN 0
          WHEN starts_with(lower(n.title), begun) OR starts_with(lower(n.detail), begun) THEN 1
          WHEN strpos(n.sounds, sound) > 0 THEN 2
          ELSE 3 END AS nearness
        FROM unnest(near) AS n
      ), placed AS (
        SELECT o.*, row_number() OVER (
          PARTITION BY o.record_type ORDER BY o.nearness, length(o.title), o.title, o.record_id) AS place
        FROM once o
      )
      SELECT p.record_type, p.record_id, p.title, p.detail,
        CASE WHEN p.record_type <> 'account' THEN p.account_ids[1] END, p.nearness
      FROM placed p WHERE p.place <= most
      ORDER BY p.nearness, p.place, p.record_type;
    END $$;
  CREATE FUNCTION search_account_name(id uuid) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT a.name FROM key_account a WHERE a.id = search_account_name.id
  $$;
  CREATE FUNCTION search_sees(kind text, id uuid) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
  BEGIN
    RETURN CASE kind
      WHEN 'account' THEN EXISTS (SELECT 1 FROM key_account r WHERE r.id = search_sees.id)
      WHEN 'contact' THEN EXISTS (SELECT 1 FROM contact r WHERE r.id = search_sees.id)
      WHEN 'case' THEN EXISTS (SELECT 1 FROM service_case r WHERE r.id = search_sees.id)
      WHEN 'campaign' THEN EXISTS (SELECT 1 FROM campaign r WHERE r.id = search_sees.id)
      WHEN 'list' THEN EXISTS (SELECT 1 FROM address_list r WHERE r.id = search_sees.id)
      WHEN 'design' THEN EXISTS (SELECT 1 FROM design r WHERE r.id = search_sees.id)
      WHEN 'batch' THEN EXISTS (SELECT 1 FROM mail_batch r WHERE r.id = search_sees.id)
      ELSE false END;
  END $$;
  REVOKE ALL ON FUNCTION search_matching(text, text), search_everywhere(text, text[], integer) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION search_matching(text, text), search_everywhere(text, text[], integer) TO hongyan_app;
  GRANT CREATE ON SCHEMA public TO hongyan_system;
  ALTER FUNCTION search_matching(text, text) OWNER TO hongyan_system;
  ALTER FUNCTION search_everywhere(text, text[], integer) OWNER TO hongyan_system;
  REVOKE CREATE ON SCHEMA public FROM hongyan_system;
`;
