import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What moves rows from one record to another by the rules, and back. */
export class MergeFunctions1700000029200 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(MOVING);
    await runner.query(PUTTING_BACK);
    await runner.query(OWNERS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION unmerge_records(uuid), merge_records(uuid), merge_table(text)');
  }
}

const DEFINER = 'SECURITY DEFINER SET search_path = public, pg_temp';

// Both rows are locked, in the order of their ids: of two merges at once the second waits and finds what the first has
// left. What points at a record holds its row, so nothing comes to point at it in between.
const MOVING = `
  CREATE FUNCTION merge_table(kind text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE kind WHEN 'account' THEN 'key_account' ELSE 'contact' END
  $$;
  CREATE FUNCTION merge_records(merge uuid) RETURNS TABLE (table_name text, moved integer, stayed integer)
    LANGUAGE plpgsql ${DEFINER} AS $$
  #variable_conflict use_column
  DECLARE m record_merge; rule record_merge_rule; home text; followed integer; gone integer; left_back integer; up uuid;
    sight uuid[] := app_branch_ids();
  BEGIN
    SELECT * INTO m FROM record_merge r WHERE r.id = merge AND r.undone_at IS NULL AND r.merged_by = app_user_id();
    IF m.id IS NULL OR NOT app_may('accounts:merge') OR EXISTS (SELECT 1 FROM record_merge_row r WHERE r.merge_id = merge) THEN
      RAISE EXCEPTION 'no such merge' USING ERRCODE = 'insufficient_privilege';
    END IF;
    home := merge_table(m.record_type);
    EXECUTE format('SELECT count(*)::integer FROM (SELECT 1 FROM %I WHERE id IN ($1, $2) AND branch_id = ANY ($3)
      AND merged_into IS NULL ORDER BY id FOR UPDATE) AS two', home) INTO followed USING m.survivor_id, m.merged_id, sight;
    IF followed <> 2 THEN RAISE EXCEPTION 'no such records' USING ERRCODE = 'insufficient_privilege'; END IF;
    SET CONSTRAINTS fk_contact_link_from, fk_contact_link_to, fk_contact_cover_position DEFERRED;
    -- A subsidiary of the merged account, at whatever depth, takes its place before the others come below it.
    IF m.record_type = 'account' THEN
      WITH RECURSIVE above (id, parent_id) AS (
        SELECT a.id, a.parent_id FROM key_account a WHERE a.id = m.survivor_id
        UNION SELECT a.id, a.parent_id FROM key_account a JOIN above ON a.id = above.parent_id
      ) SELECT a.parent_id INTO up FROM key_account a WHERE a.id = m.merged_id AND a.id IN (SELECT id FROM above);
      IF found THEN
        WITH risen AS (UPDATE key_account r SET parent_id = up WHERE r.id = m.survivor_id
          RETURNING r.id::text AS row_key, jsonb_build_object('parent_id', old.parent_id) AS before,
            jsonb_build_object('parent_id', new.parent_id) AS after)
        INSERT INTO record_merge_row (merge_id, place, how, row_key, before, after)
          SELECT merge, 0, 'changed', row_key, before, after FROM risen;
      END IF;
    END IF;
    FOR rule IN SELECT * FROM record_merge_rule r WHERE r.record_type = m.record_type ORDER BY r.place LOOP
      gone := 0;
      IF rule.removes <> 'false' THEN
        EXECUTE format('WITH gone AS (DELETE FROM %1$I r WHERE r.%2$I = $2 AND (%3$s) AND (%4$s) RETURNING to_jsonb(r) AS before)
        INSERT INTO record_merge_row (merge_id, place, how, row_key, before) SELECT $3, $4, ''removed'', '''', before FROM gone',
        rule.table_name, rule.column_name, rule.among, rule.removes) USING m.survivor_id, m.merged_id, merge, rule.place;
        GET DIAGNOSTICS gone = ROW_COUNT;
      END IF;
      EXECUTE format('WITH moved AS (UPDATE %1$I r SET %2$I = $1 %6$s WHERE r.%2$I = $2 AND (%3$s) AND NOT (%4$s)
          RETURNING %5$s AS row_key, to_jsonb(old) AS before, to_jsonb(new) AS after)
        INSERT INTO record_merge_row (merge_id, place, how, row_key, before, after)
        SELECT $3, $4, ''moved'', row_key, (SELECT jsonb_object_agg(k, before -> k) FROM unnest($5) AS k),
          (SELECT jsonb_object_agg(k, after -> k) FROM unnest($5) AS k) FROM moved',
        rule.table_name, rule.column_name, rule.among, rule.stays, rule.row_key, rule.sets)
        USING m.survivor_id, m.merged_id, merge, rule.place, rule.kept;
      GET DIAGNOSTICS followed = ROW_COUNT;
      EXECUTE format('SELECT count(*)::integer FROM %1$I r WHERE r.%2$I = $1 AND (%3$s)',
        rule.table_name, rule.column_name, rule.among) INTO left_back USING m.merged_id;
      IF rule.told AND followed + gone + left_back > 0 THEN
        RETURN QUERY SELECT rule.table_name, followed, left_back + gone;
      END IF;
    END LOOP;
    WITH copied AS (
      INSERT INTO timeline_link (record_type, record_id, at, entry_id, topic, branch_id, account_id)
        SELECT l.record_type, m.survivor_id, l.at, l.entry_id, l.topic, l.branch_id,
          CASE WHEN l.account_id = m.merged_id THEN m.survivor_id ELSE l.account_id END
        FROM timeline_link l WHERE l.record_type = m.record_type AND l.record_id = m.merged_id
        ON CONFLICT DO NOTHING RETURNING entry_id)
    INSERT INTO record_merge_row (merge_id, place, how, row_key) SELECT merge, 1000, 'copied', c.entry_id::text FROM copied c;
    IF m.record_type = 'account' THEN
      -- The licence is the survivor's to carry; the merged account gets it back with everything else.
      INSERT INTO record_merge_row (merge_id, place, how, row_key, before)
        SELECT merge, 1001, 'changed', a.id::text, jsonb_build_object('credit_code', a.credit_code)
        FROM key_account a WHERE a.id = m.merged_id AND a.credit_code IS NOT NULL;
      UPDATE key_account SET merged_into = m.survivor_id, credit_code = NULL WHERE id = m.merged_id;
      UPDATE key_account a SET manager_id = account_primary(a.id)
        WHERE a.id = m.survivor_id AND a.manager_id IS DISTINCT FROM account_primary(a.id);
      UPDATE account_health SET due_at = CASE account_id WHEN m.survivor_id THEN now() ELSE now() + interval '100 years' END
        WHERE account_id IN (m.survivor_id, m.merged_id);
    ELSE
      -- Whoever would report to themselves by way of others reports to nobody.
      WITH RECURSIVE up (account_id, at) AS (
        SELECT l.account_id, l.to_id FROM contact_link l WHERE l.from_id = m.survivor_id AND l.kind = 'reports-to'
        UNION SELECT l.account_id, l.to_id FROM contact_link l JOIN up
          ON up.account_id = l.account_id AND up.at = l.from_id AND l.kind = 'reports-to'
      ), gone AS (DELETE FROM contact_link r WHERE r.from_id = m.survivor_id AND r.kind = 'reports-to'
        AND EXISTS (SELECT 1 FROM up WHERE up.account_id = r.account_id AND up.at = m.survivor_id)
        RETURNING to_jsonb(r) AS before)
      INSERT INTO record_merge_row (merge_id, place, how, row_key, before)
        SELECT merge, 1, 'removed', '', before FROM gone;
      UPDATE contact SET merged_into = m.survivor_id WHERE id = m.merged_id;
      UPDATE contact c SET last_touched_on = greatest(c.last_touched_on, o.last_touched_on)
        FROM contact o WHERE c.id = m.survivor_id AND o.id = m.merged_id;
    END IF;
    SET CONSTRAINTS fk_contact_link_from, fk_contact_link_to, fk_contact_cover_position IMMEDIATE;
  END $$;
`;

// Table by table: where something came in the way since, that table's rows stay where they are and are counted.
const PUTTING_BACK = `
  CREATE FUNCTION unmerge_records(merge uuid) RETURNS integer LANGUAGE plpgsql ${DEFINER} AS $$
  #variable_conflict use_column
  DECLARE m record_merge; rule record_merge_rule; home text; wanted integer; done integer; back integer; left_back integer := 0;
    sight uuid[] := app_branch_ids(); restored text;
  BEGIN
    SELECT * INTO m FROM record_merge r WHERE r.id = merge AND r.undone_at IS NOT NULL AND r.undone_by = app_user_id();
    home := merge_table(m.record_type);
    IF m.id IS NULL OR NOT app_may('accounts:merge') THEN
      RAISE EXCEPTION 'no such merge' USING ERRCODE = 'insufficient_privilege';
    END IF;
    EXECUTE format('SELECT count(*)::integer FROM (SELECT 1 FROM %I r WHERE r.branch_id = ANY ($3)
      AND (r.id = $1 AND r.merged_into IS NULL OR r.id = $2 AND r.merged_into = $1) ORDER BY r.id FOR UPDATE) AS two', home)
      INTO wanted USING m.survivor_id, m.merged_id, sight;
    IF wanted <> 2 THEN RAISE EXCEPTION 'no such records' USING ERRCODE = 'insufficient_privilege'; END IF;
    SET CONSTRAINTS fk_contact_link_from, fk_contact_link_to, fk_contact_cover_position DEFERRED;
    EXECUTE format('UPDATE %I SET merged_into = NULL WHERE id = $1', home) USING m.merged_id;
    FOR rule IN SELECT * FROM record_merge_rule r WHERE r.record_type = m.record_type ORDER BY r.place DESC LOOP
      SELECT count(*)::integer INTO wanted FROM record_merge_row r
        WHERE r.merge_id = merge AND r.place = rule.place AND r.how IN ('moved', 'removed');
      CONTINUE WHEN wanted = 0;
      -- A column set along with the move goes back unless it says something else by now.
      SELECT coalesce(string_agg(format(', %1$I = CASE WHEN to_jsonb(r) -> %1$L IS NOT DISTINCT FROM w.after -> %1$L
        THEN (jsonb_populate_record(NULL::%2$I, w.before)).%1$I ELSE r.%1$I END', k, rule.table_name), ''), '')
        INTO restored FROM unnest(rule.kept) AS k;
      BEGIN
        EXECUTE format('UPDATE %1$I r SET %2$I = $2 %6$s FROM record_merge_row w
          WHERE w.merge_id = $3 AND w.place = $4 AND w.how = ''moved'' AND r.%2$I = $1 AND (%3$s) AND %4$s = w.row_key',
          rule.table_name, rule.column_name, rule.among, rule.row_key, NULL, restored)
          USING m.survivor_id, m.merged_id, merge, rule.place;
        GET DIAGNOSTICS done = ROW_COUNT;
        back := 0;
        IF rule.removes <> 'false' THEN
        EXECUTE format('INSERT INTO %1$I SELECT (jsonb_populate_record(NULL::%1$I, w.before)).* FROM record_merge_row w
          WHERE w.merge_id = $1 AND w.place = $2 AND w.how = ''removed'' ON CONFLICT DO NOTHING', rule.table_name)
          USING merge, rule.place;
        GET DIAGNOSTICS back = ROW_COUNT;
        END IF;
      EXCEPTION WHEN unique_violation OR exclusion_violation OR foreign_key_violation OR check_violation THEN
        done := 0; back := 0;
      END;
      left_back := left_back + wanted - done - back;
    END LOOP;
    DELETE FROM timeline_link l USING record_merge_row w
      WHERE w.merge_id = merge AND w.how = 'copied' AND l.record_type = m.record_type AND l.record_id = m.survivor_id
        AND l.entry_id = w.row_key::uuid;
    IF m.record_type = 'account' THEN
      UPDATE key_account a SET parent_id = (w.before ->> 'parent_id')::uuid FROM record_merge_row w
        WHERE w.merge_id = merge AND w.place = 0 AND w.row_key = a.id::text
          AND a.parent_id IS NOT DISTINCT FROM (w.after ->> 'parent_id')::uuid;
      UPDATE key_account a SET credit_code = w.before ->> 'credit_code' FROM record_merge_row w
        WHERE w.merge_id = merge AND w.place = 1001 AND a.id = m.merged_id AND NOT EXISTS (
          SELECT 1 FROM key_account o WHERE o.branch_id = a.branch_id AND o.credit_code = w.before ->> 'credit_code');
      -- What the merged account stood below may have come to stand below it in the meantime.
      UPDATE key_account a SET parent_id = NULL WHERE a.id IN (m.survivor_id, m.merged_id) AND EXISTS (
        WITH RECURSIVE above (id) AS (SELECT a.parent_id
          UNION SELECT k.parent_id FROM key_account k JOIN above ON k.id = above.id)
        SELECT 1 FROM above WHERE above.id = a.id);
      UPDATE key_account a SET manager_id = account_primary(a.id)
        WHERE a.id IN (m.survivor_id, m.merged_id) AND a.manager_id IS DISTINCT FROM account_primary(a.id);
      UPDATE account_health SET due_at = now() WHERE account_id IN (m.survivor_id, m.merged_id);
    END IF;
    SET CONSTRAINTS fk_contact_link_from, fk_contact_link_to, fk_contact_cover_position IMMEDIATE;
    RETURN left_back;
  END $$;
`;

const OWNERS = `
  REVOKE ALL ON FUNCTION merge_records(uuid), unmerge_records(uuid) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION merge_records(uuid), unmerge_records(uuid) TO hongyan_app;
  -- A function's new owner must be allowed to make things where it stands, for the moment of becoming it.
  GRANT CREATE ON SCHEMA public TO hongyan_merge;
  ALTER FUNCTION merge_records(uuid) OWNER TO hongyan_merge;
  ALTER FUNCTION unmerge_records(uuid) OWNER TO hongyan_merge;
  REVOKE CREATE ON SCHEMA public FROM hongyan_merge;
`;
