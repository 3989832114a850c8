import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What two records must share to be taken for the same, kept where it can be looked up. */
export class Duplicates1700000029000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(ROLE);
    await runner.query(NAMES);
    await runner.query(KEYS);
    await runner.query(TABLES);
    await runner.query(MERGED);
    await runner.query(KEEPING);
    await runner.query(FOLLOWING);
    await runner.query(ROW_SECURITY);
    await runner.query(OLD_ROWS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER account_match_added ON key_account;
      DROP TRIGGER account_match_changed ON key_account;
      DROP TRIGGER contact_match_added ON contact;
      DROP TRIGGER contact_match_changed ON contact;
      DROP TRIGGER contact_match_position_added ON contact_position;
      DROP TRIGGER contact_match_position_changed ON contact_position;
      DROP TABLE record_match_key, duplicate_pair, duplicate_dismissal;
      DROP FUNCTION match_added(), match_changed(), match_position_added(), match_position_changed(),
        match_keep(text, uuid[]), match_sees(text, uuid), contact_match_keys(text, text, text, text, text, uuid[]),
        account_match_keys(text, text, text[], text, text, text), person_match_name(text), firm_match_name(text, boolean),
        match_name(text), match_number(text);
      DROP POLICY key_account_not_merged ON key_account;
      DROP POLICY contact_not_merged ON contact;
      DROP POLICY key_account_merge ON key_account;
      DROP POLICY contact_merge ON contact;
      DROP POLICY contact_position_merge ON contact_position;
      ALTER TABLE key_account DROP COLUMN merged_into;
      ALTER TABLE contact DROP COLUMN merged_into;
      REVOKE ALL ON key_account, contact, contact_position FROM hongyan_merge;
      REVOKE USAGE ON SCHEMA public FROM hongyan_merge;
    `);
  }
}

// Who compares all records, and later moves what belongs to one of them to another, is neither the viewer nor the system
// role, which may not read numbers or money: a role that nobody takes on and that only owns these functions.
const ROLE = `
  DO $$
  BEGIN
    BEGIN
      CREATE ROLE hongyan_merge NOLOGIN NOSUPERUSER NOBYPASSRLS;
    EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
    END;
    BEGIN
      EXECUTE format('GRANT hongyan_merge TO %I', current_user);
    EXCEPTION WHEN OTHERS THEN NULL;
    END;
  END $$;
  GRANT USAGE ON SCHEMA public TO hongyan_merge;
`;

// The same sign at the same place of both lists: spellings of firms and people as they come from Hong Kong, Macao,
// Taiwan and old signboards. Written with one another by many who mean the same firm.
const TRADITIONAL =
  '國業銀務實發電氣車東廣灣龍華鳳馬島門縣鄉區廠飛機場網訊傳藝術書報學館園圖畫醫藥療養衛農漁糧鹽絲綢紡織製裝飾鋼鐵礦產鋁銅錫鎮鋪貿財險證債億萬興榮聯協會團體環資訂運輸數碼軟頻視聽樂飯點廳樓閣屬設計創夢優質寶貝親師陳張劉趙黃吳孫謝鄧許韓馮蕭鄭羅蘇盧蔣賈葉閻陸譚鄒賴錢楊麗豐濟經緯穩臺紅綠藍見認銷購專賣單雙爾歐亞長時現遠達進過邊還選適滿漢湯溫潔慶應廈閩閱開間關際隨難雲靈預領題顏風餘駿驗鮮鳥鴻鵬鷹麥齊龜';
const SIMPLIFIED =
  '国业银务实发电气车东广湾龙华凤马岛门县乡区厂飞机场网讯传艺术书报学馆园图画医药疗养卫农渔粮盐丝绸纺织制装饰钢铁矿产铝铜锡镇铺贸财险证债亿万兴荣联协会团体环资订运输数码软频视听乐饭点厅楼阁属设计创梦优质宝贝亲师陈张刘赵黄吴孙谢邓许韩冯萧郑罗苏卢蒋贾叶阎陆谭邹赖钱杨丽丰济经纬稳台红绿蓝见认销购专卖单双尔欧亚长时现远达进过边还选适满汉汤温洁庆应厦闽阅开间关际随难云灵预领题颜风余骏验鲜鸟鸿鹏鹰麦齐龟';
const SUFFIXES =
  '股份有限责任公司|有限责任公司|股份有限公司|有限公司|股份公司|集团公司|总公司|公司|股份|集团|coltd|ltd|limited|inc|corp|corporation|company|co|llc';

// Character by character, in the order of their codes, so that every server reads a name alike.
const NAMES = `
  CREATE FUNCTION match_name(said text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog AS $$
    SELECT translate(lower(normalize(said, NFKC) COLLATE "C"), '${TRADITIONAL}', '${SIMPLIFIED}') COLLATE "C"
  $$;
  CREATE FUNCTION match_number(said text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog AS $$
    SELECT regexp_replace(regexp_replace(normalize(said, NFKC) COLLATE "C", '[^0-9]', '', 'g'), '^(00)?86(?=[0-9]{10,})', '')
  $$;
  CREATE FUNCTION firm_match_name(said text, without_branch boolean) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, public AS $$
    SELECT coalesce(nullif(regexp_replace(bare, '(${SUFFIXES})+$', ''), ''), bare) FROM (
      SELECT regexp_replace(CASE WHEN without_branch
          THEN regexp_replace(n, '[(〔【\\[][^)〕】\\]]*[)〕】\\]]', '', 'g') ELSE n END,
        '[\\s!-/:-@\\[-\`{-~·•・、。．；：？！“”‘’《》〈〉「」『』【】〔〕—–…]', '', 'g')
      FROM match_name(said) AS n) AS b (bare)
  $$;
  CREATE FUNCTION person_match_name(said text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, public AS $$
    SELECT regexp_replace(match_name(said), '[\\s!-/:-@\\[-\`{-~·•・、。]', '', 'g')
  $$;
`;

// A key is the hash of what is compared, so that a table full of them tells nobody a number.
const key = (rule: string, said: string): string => `SELECT '${rule}', ${said}`;
const KEYS = `
  CREATE FUNCTION account_match_keys(name text, legal_name text, trade_names text[], credit_code text, phone text,
      website text) RETURNS TABLE (rule text, key uuid)
    LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 4 SET search_path = pg_catalog, public AS $$
    SELECT DISTINCT k.rule, md5(k.rule || ':' || k.said)::uuid FROM (
      ${key('name', 'firm_match_name(n, false)')} FROM unnest(ARRAY[name, legal_name] || trade_names) AS n
      UNION ALL ${key('name-core', 'firm_match_name(n, true)')} FROM unnest(ARRAY[name, legal_name] || trade_names) AS n
      UNION ALL ${key('credit-code', 'upper(credit_code)')}
      UNION ALL ${key('phone', 'match_number(phone)')}
      UNION ALL ${key('website', `regexp_replace(lower(website), '^https?://(www[.])?([^/?#]+).*$', '\\2')`)}
    ) AS k (rule, said) WHERE k.said <> ''
  $$;
  CREATE FUNCTION contact_match_keys(name text, mobile text, email text, wechat text, phone text, account_ids uuid[])
    RETURNS TABLE (rule text, key uuid)
    LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 4 SET search_path = pg_catalog, public AS $$
    SELECT DISTINCT k.rule, md5(k.rule || ':' || k.said)::uuid FROM (
      ${key('mobile', 'match_number(mobile)')}
      UNION ALL ${key('email', 'lower(email)')}
      UNION ALL ${key('wechat', 'lower(wechat)')}
      UNION ALL ${key('named-phone', `nullif(match_number(phone), '') || ':' || person_match_name(name)`)}
      UNION ALL ${key('named-at-account', `a || ':' || person_match_name(name)`)} FROM unnest(account_ids) AS a
    ) AS k (rule, said) WHERE k.said <> ''
  $$;
`;

const TABLES = `
  CREATE TABLE record_match_key (
    record_type text NOT NULL CHECK (record_type IN ('account', 'contact')),
    key uuid NOT NULL,
    record_id uuid NOT NULL,
    rule text NOT NULL,
    PRIMARY KEY (record_type, key, record_id)
  );
  CREATE INDEX ix_record_match_key_record ON record_match_key (record_type, record_id);

  -- Two records that share something, the earlier first, once for each thing they share.
  CREATE TABLE duplicate_pair (
    record_type text NOT NULL CHECK (record_type IN ('account', 'contact')),
    first_id uuid NOT NULL,
    second_id uuid NOT NULL,
    rule text NOT NULL,
    PRIMARY KEY (record_type, first_id, second_id, rule),
    CONSTRAINT ck_duplicate_pair_order CHECK (first_id < second_id)
  );
  CREATE INDEX ix_duplicate_pair_second ON duplicate_pair (record_type, second_id);

  CREATE TABLE duplicate_dismissal (
    record_type text NOT NULL CHECK (record_type IN ('account', 'contact')),
    first_id uuid NOT NULL,
    second_id uuid NOT NULL,
    dismissed_by uuid NOT NULL REFERENCES user_account (id),
    dismissed_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (record_type, first_id, second_id),
    CONSTRAINT ck_duplicate_dismissal_order CHECK (first_id < second_id)
  );
`;

// A record that was merged into another is seen by nobody: one restriction, which every list, search and report inherits.
const MERGED = ['key_account', 'contact']
  .map(
    (table) => `
    ALTER TABLE ${table} ADD COLUMN merged_into uuid REFERENCES ${table} (id),
      ADD CONSTRAINT ck_${table}_not_into_itself CHECK (merged_into <> id);
    CREATE INDEX ix_${table}_merged ON ${table} (merged_into) WHERE merged_into IS NOT NULL;
    CREATE POLICY ${table}_not_merged ON ${table} AS RESTRICTIVE TO hongyan_app USING (merged_into IS NULL);
    CREATE POLICY ${table}_merge ON ${table} TO hongyan_merge USING (true);`,
  )
  .join('').concat(`
    CREATE POLICY contact_position_merge ON contact_position TO hongyan_merge USING (true);
    GRANT SELECT ON key_account, contact, contact_position TO hongyan_merge;`);

const DEFINER = 'SECURITY DEFINER SET search_path = public, pg_temp';
/** Records that share one key and are paired with each: a number that half a city shares tells nothing. */
const MOST_ALIKE = 20;

const KEEPING = `
  CREATE FUNCTION match_keep(kind text, ids uuid[]) RETURNS void LANGUAGE plpgsql ${DEFINER} AS $$
  BEGIN
    DELETE FROM record_match_key WHERE record_type = kind AND record_id = ANY (ids);
    DELETE FROM duplicate_pair WHERE record_type = kind AND first_id = ANY (ids);
    DELETE FROM duplicate_pair WHERE record_type = kind AND second_id = ANY (ids);
    IF kind = 'account' THEN
      INSERT INTO record_match_key SELECT kind, k.key, r.id, k.rule FROM key_account r,
        account_match_keys(r.name, r.legal_name, r.trade_names, r.credit_code, r.phone, r.website) AS k
        WHERE r.id = ANY (ids) AND r.merged_into IS NULL;
    ELSE
      INSERT INTO record_match_key SELECT kind, k.key, r.id, k.rule FROM contact r,
        contact_match_keys(r.name, r.mobile, r.email, r.wechat, r.phone,
          ARRAY(SELECT p.account_id FROM contact_position p WHERE p.contact_id = r.id)) AS k
        WHERE r.id = ANY (ids) AND r.merged_into IS NULL;
    END IF;
    INSERT INTO duplicate_pair
      SELECT kind, least(m.record_id, o.record_id), greatest(m.record_id, o.record_id), m.rule
      FROM record_match_key m CROSS JOIN LATERAL (
        SELECT s.record_id FROM record_match_key s
        WHERE s.record_type = kind AND s.key = m.key AND s.record_id <> m.record_id LIMIT ${MOST_ALIKE}) AS o
      WHERE m.record_type = kind AND m.record_id = ANY (ids)
      ON CONFLICT DO NOTHING;
  END $$;
  REVOKE ALL ON FUNCTION match_keep(text, uuid[]) FROM PUBLIC;
  GRANT SELECT, INSERT, DELETE ON record_match_key, duplicate_pair TO hongyan_merge;
`;

const follows = (name: string, body: string): string => `
  CREATE FUNCTION ${name}() RETURNS trigger LANGUAGE plpgsql ${DEFINER} AS $$
  BEGIN
    ${body}
    RETURN NULL;
  END $$;
  REVOKE ALL ON FUNCTION ${name}() FROM PUBLIC;`;
/** After a change of any of these columns, by which the record is compared. */
const onChange = (table: string, columns: string): string => {
  const of = (row: string) => columns.replaceAll(/\w+/g, (column) => `${row}.${column}`);
  return `AFTER UPDATE OF ${columns} ON ${table} FOR EACH ROW
    WHEN ((${of('OLD')}) IS DISTINCT FROM (${of('NEW')}))`;
};

const FOLLOWING = `
  ${follows('match_added', `PERFORM match_keep(TG_ARGV[0], ARRAY(SELECT id FROM added));`)}
  ${follows('match_changed', `PERFORM match_keep(TG_ARGV[0], ARRAY[NEW.id]);`)}
  ${follows('match_position_added', `PERFORM match_keep('contact', ARRAY(SELECT DISTINCT contact_id FROM added));`)}
  ${follows(
    'match_position_changed',
    `PERFORM match_keep('contact', CASE TG_OP WHEN 'DELETE' THEN ARRAY[OLD.contact_id]
       ELSE ARRAY[OLD.contact_id, NEW.contact_id] END);`,
  )}
  CREATE TRIGGER account_match_added AFTER INSERT ON key_account REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION match_added('account');
  CREATE TRIGGER contact_match_added AFTER INSERT ON contact REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION match_added('contact');
  CREATE TRIGGER contact_match_position_added AFTER INSERT ON contact_position REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION match_position_added();
  CREATE TRIGGER account_match_changed ${onChange(
    'key_account',
    'name, legal_name, trade_names, credit_code, phone, website, merged_into',
  )} EXECUTE FUNCTION match_changed('account');
  CREATE TRIGGER contact_match_changed ${onChange('contact', 'name, mobile, email, wechat, phone, merged_into')}
    EXECUTE FUNCTION match_changed('contact');
  CREATE TRIGGER contact_match_position_changed AFTER DELETE OR UPDATE OF contact_id, account_id ON contact_position
    FOR EACH ROW EXECUTE FUNCTION match_position_changed();
  -- A function's new owner must be allowed to make things where it stands, for the moment of becoming it.
  GRANT CREATE ON SCHEMA public TO hongyan_merge;
  ALTER FUNCTION match_keep(text, uuid[]) OWNER TO hongyan_merge;
  ALTER FUNCTION match_added() OWNER TO hongyan_merge;
  ALTER FUNCTION match_changed() OWNER TO hongyan_merge;
  ALTER FUNCTION match_position_added() OWNER TO hongyan_merge;
  ALTER FUNCTION match_position_changed() OWNER TO hongyan_merge;
  REVOKE CREATE ON SCHEMA public FROM hongyan_merge;
`;

// Both records have to be in sight: what another branch keeps out of sight is not told of, neither by a warning nor by
// a count. Looked up by equality, which row security lets go first, so that the index serves.
const secured = (table: string, rules: string): string => `
  ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
  ALTER TABLE ${table} FORCE ROW LEVEL SECURITY;
  ${rules}`;
const BOTH = 'match_sees(record_type, first_id) AND match_sees(record_type, second_id)';
const ROW_SECURITY = [
  `CREATE FUNCTION match_sees(kind text, id uuid) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
   BEGIN
     RETURN CASE kind WHEN 'account' THEN EXISTS (SELECT 1 FROM key_account r WHERE r.id = match_sees.id)
       ELSE EXISTS (SELECT 1 FROM contact r WHERE r.id = match_sees.id) END;
   END $$;`,
  secured(
    'record_match_key',
    `CREATE POLICY record_match_key_merge ON record_match_key TO hongyan_merge USING (true);
     CREATE POLICY record_match_key_read ON record_match_key FOR SELECT TO hongyan_app
       USING (match_sees(record_type, record_id));
     GRANT SELECT ON record_match_key TO hongyan_app;`,
  ),
  secured(
    'duplicate_pair',
    `CREATE POLICY duplicate_pair_merge ON duplicate_pair TO hongyan_merge USING (true);
     CREATE POLICY duplicate_pair_read ON duplicate_pair FOR SELECT TO hongyan_app USING (${BOTH});
     GRANT SELECT ON duplicate_pair TO hongyan_app;`,
  ),
  secured(
    'duplicate_dismissal',
    `CREATE POLICY duplicate_dismissal_read ON duplicate_dismissal FOR SELECT TO hongyan_app USING (${BOTH});
     CREATE POLICY duplicate_dismissal_add ON duplicate_dismissal FOR INSERT TO hongyan_app
       WITH CHECK (${BOTH} AND dismissed_by = (SELECT app_user_id()));
     CREATE POLICY duplicate_dismissal_remove ON duplicate_dismissal FOR DELETE TO hongyan_app USING (${BOTH});
     GRANT SELECT, INSERT, DELETE ON duplicate_dismissal TO hongyan_app;`,
  ),
].join('\n');

const OLD_ROWS = `
  SELECT match_keep('account', ARRAY(SELECT id FROM key_account));
  SELECT match_keep('contact', ARRAY(SELECT id FROM contact));
`;
