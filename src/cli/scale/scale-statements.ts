import { PRODUCTS } from '../../campaigns/products';
import { GIVEN, STREETS, SURNAMES } from '../../demo/demo-recipients';
import { INDUSTRIES } from '../../accounts/industries';
import type { ScaleSize } from './scale-arguments';
import { ScaleSql } from './scale-sql';

/** One table's rows: `$1` and `$2` are the first and the last number of a part. */
export interface ScaleStep {
  what: string;
  rows: number;
  sql: string;
}

const FIRM_FRONT = [
  ...[
    '青禾',
    '海风',
    '云上',
    '榕城',
    '闽山',
    '晨星',
    '远帆',
    '丹桂',
    '听涛',
    '望舒',
    '长庚',
    '竹溪',
    '鸿远',
    '锦绣',
  ],
  ...[
    '书香',
    '凤尾',
    '古井',
    '金桂',
    '石板',
    '荔枝',
    '星河',
    '知微',
    '景行',
    '若溪',
    '明德',
    '嘉禾',
    '瑞丰',
    '恒通',
  ],
];
const FIRM_MIDDLE = [
  ...[
    '贸易',
    '食品',
    '茶业',
    '印务',
    '家具',
    '电子',
    '物流',
    '纺织',
    '汽车销售',
    '文化传媒',
    '旅行社',
    '百货',
    '医药',
  ],
  ...['建材', '软件', '保险代理', '教育咨询', '水产', '石化', '银行'],
];
const FIRM_KIND = ['有限公司', '股份有限公司', '集团有限公司', '分公司', '商行'];
const TAGS = ['重点培育', '季节性', '年框客户', '外埠', '新客户', '休眠'];
const DEPARTMENTS = ['市场部', '办公室', '财务部', '采购中心', '客户服务部', '品牌部'];
const TITLES = ['总经理', '副总经理', '经理', '主管', '专员', '秘书'];
const CONTACT_ROLES = ['decision-maker', 'influencer', 'user', 'gatekeeper', 'payer', 'liaison'];
const RANKS = ['executive', 'senior', 'manager', 'manager', 'staff', 'staff'];
const STANCES = ['champion', 'supporter', 'neutral', 'neutral', 'sceptic', 'opponent'];
const ENTRY_KINDS = [
  'account.changed',
  'account.changed',
  'account.reviewed',
  'contact.changed',
  'campaign.changed',
];
const LINES_AN_ACCOUNT = 3;
const ACCOUNTS_A_CAMPAIGN = 10;
/** Accounts below each one of the largest group; at 5,000 accounts it is six deep. */
const BRANCHING = 6;
/** Rank r of the busiest has account r × this, modulo their number: the busy ones are no neighbours. */
const SCATTER = 48_271;
const SKEW_STEPS = 2 ** 30;
const START = `'2024-01-01 00:00:00+00'::timestamptz`;
const TWO_YEARS_MS = 730 * 86_400_000;

/** What fills the database, in this order; `scale_branch` and `scale_user` stand by then. */
export function scaleSteps(size: ScaleSize): ScaleStep[] {
  const sql = new ScaleSql(size.seed);
  const steps = [
    accounts(sql, size),
    members(sql, size),
    ...contacts(sql, size),
    campaigns(sql, size),
    revenue(sql, size),
    entries(sql, size),
  ];
  return steps.filter(({ rows }) => rows > 0);
}

/** A manager of the account's branch, in the given seat, as a join on `scale_user`. */
const seat = (sql: ScaleSql, salt: number, row: string) => `1 + ${sql.dice(salt, row, 'b.managers')}`;

function accounts(sql: ScaleSql, size: ScaleSize): ScaleStep {
  const { accounts: rows, group } = size;
  const industries = INDUSTRIES.map(({ code }) => code);
  return {
    what: 'accounts',
    rows,
    sql: `
      INSERT INTO key_account (id, branch_id, code, name, legal_name, tier, industry, manager_id, parent_id, active,
        phone, website, tags, addresses, completeness, reviewed_on, review_due_on, created_at, updated_at)
      SELECT ${sql.id('account', 'i')}, b.id, 'K' || lpad(i::text, 7, '0'), n.name,
        CASE WHEN has_legal THEN '福建' || n.name END,
        CASE WHEN i = 0 OR ${sql.chance(2, 14, 'i')} THEN 'provincial'
             WHEN ${sql.chance(20, 15, 'i')} THEN 'key' ELSE 'standard' END,
        ${sql.pick(industries, 16, 'i')}, m.id,
        CASE WHEN i = 0 THEN NULL WHEN i < ${group} THEN ${sql.id('account', `(i - 1) / ${BRANCHING}`)}
             WHEN i > ${group} AND i % 10 = 3 AND i - 3 >= ${group} THEN ${sql.id('account', 'i - 3')} END,
        NOT ${sql.chance(4, 17, 'i')},
        CASE WHEN has_phone THEN '0591-8' || lpad(${sql.dice(19, 'i', 1_000_000)}::text, 7, '0') END,
        CASE WHEN has_site THEN 'https://k' || i || '.example.com' END,
        CASE WHEN ${sql.chance(40, 20, 'i')} THEN ARRAY[${sql.pick(TAGS, 21, 'i')}] ELSE '{}' END,
        CASE WHEN has_place THEN jsonb_build_array(jsonb_build_object('kind', 'office', 'text',
          p.address || ${sql.pick(STREETS, 22, 'i')} || (1 + ${sql.dice(23, 'i', 900)}) || '号',
          'postcode', p.postcode, 'longitude', NULL, 'latitude', NULL)) ELSE '[]' END,
        20 + CASE WHEN has_legal THEN 10 ELSE 0 END + CASE WHEN has_phone THEN 5 ELSE 0 END
           + CASE WHEN has_site THEN 5 ELSE 0 END + CASE WHEN has_place THEN 10 ELSE 0 END,
        date '2025-06-01' + ${sql.dice(24, 'i', 300)}, date '2026-06-01' + ${sql.dice(24, 'i', 300)},
        ${START}, ${START} + ${sql.dice(25, 'i', 63_000_000)} * interval '1 second'
      FROM generate_series($1::bigint, $2::bigint) AS i
      CROSS JOIN LATERAL (SELECT ${sql.chance(50, 26, 'i')} AS has_legal, ${sql.chance(70, 27, 'i')} AS has_phone,
        ${sql.chance(30, 28, 'i')} AS has_site, ${sql.chance(60, 29, 'i')} AS has_place) AS known
      JOIN scale_branch b ON b.n = CASE WHEN ${sql.chance(5, 10, 'i')} THEN 0
        ELSE 1 + ${sql.dice(11, 'i', '(SELECT count(*) - 1 FROM scale_branch)')} END
      JOIN scale_place p ON p.n = ${sql.dice(12, 'i', '(SELECT count(*) FROM scale_place)')}
      JOIN scale_user m ON m.branch = b.n AND m.seat = ${seat(sql, 13, 'i')}
      CROSS JOIN LATERAL (SELECT p.short || ${sql.pick(FIRM_FRONT, 31, 'i')} || ${sql.pick(FIRM_FRONT, 32, 'i')}
        || ${sql.pick(FIRM_MIDDLE, 33, 'i')} || ${sql.pick(FIRM_KIND, 34, 'i')} AS name) AS n`,
  };
}

/** The manager is the primary, and every fourth account has somebody of the branch beside. */
function members(sql: ScaleSql, { accounts: rows }: ScaleSize): ScaleStep {
  return {
    what: 'service teams',
    rows,
    sql: `
      INSERT INTO account_member (id, account_id, branch_id, user_id, role, from_on, created_at)
      SELECT ${sql.id('member', 'i * 2 + u.n')}, a.id, a.branch_id, u.id, u.role, date '2024-01-01', ${START}
      FROM generate_series($1::bigint, $2::bigint) AS i
      JOIN key_account a ON a.id = ${sql.id('account', 'i')} JOIN scale_branch b ON b.id = a.branch_id
      CROSS JOIN LATERAL (
        SELECT 0 AS n, a.manager_id AS id, 'primary' AS role
        UNION ALL
        SELECT 1, s.id, 'backup' FROM scale_user s WHERE ${sql.chance(25, 18, 'i')}
          AND s.branch = b.n AND s.seat = ${seat(sql, 30, 'i')} AND s.id <> a.manager_id) AS u`,
  };
}

/** Contact i works at account i modulo their number; the first of each is called first, the next reports to them. */
function contacts(sql: ScaleSql, { accounts, contacts: rows }: ScaleSize): ScaleStep[] {
  const at = (row: string) => sql.id('account', `(${row}) % ${accounts}`);
  const position = (row: string, salt: number) => `
    ${sql.pick(TITLES, salt, row)}, ${sql.pick(DEPARTMENTS, salt + 1, row)}, ${sql.pick(CONTACT_ROLES, salt + 2, row)},
    ${sql.pick(RANKS, salt + 3, row)}, ${sql.pick(STANCES, salt + 4, row)}, 1 + ${sql.dice(salt + 5, row, 5)}`;
  const columns = `id, contact_id, account_id, title, department, role, rank, stance, strength, is_primary, created_at, updated_at`;
  return [
    {
      what: 'contacts',
      rows,
      sql: `
        INSERT INTO contact (id, branch_id, name, mobile, email, birthday_calendar, birthday_month, birthday_day,
          preferences, lawful_basis, lawful_note, last_touched_on, created_at, updated_at)
        SELECT ${sql.id('contact', 'i')}, a.branch_id,
          ${sql.pick(SURNAMES, 40, 'i')} || ${sql.pick(GIVEN, 41, 'i')} || ${sql.pick(GIVEN, 42, 'i')},
          '100' || lpad((i % 100000000)::text, 8, '0'), 'c' || i || '@example.com',
          CASE WHEN known THEN 'solar' END, CASE WHEN known THEN 1 + ${sql.dice(43, 'i', 12)} END,
          CASE WHEN known THEN 1 + ${sql.dice(44, 'i', 28)} END, '', CASE WHEN known THEN 'consent' END, '',
          CASE WHEN ${sql.chance(60, 45, 'i')} THEN date '2026-01-01' - ${sql.dice(46, 'i', 400)} END, ${START}, ${START}
        FROM generate_series($1::bigint, $2::bigint) AS i
        CROSS JOIN LATERAL (SELECT ${sql.chance(20, 47, 'i')} AS known) AS birthday
        JOIN key_account a ON a.id = ${at('i')}`,
    },
    {
      what: 'positions',
      rows,
      sql: `
        INSERT INTO contact_position (${columns})
        SELECT ${sql.id('position', 'i * 2')}, ${sql.id('contact', 'i')}, ${at('i')}, ${position('i', 50)},
          i < ${accounts}, ${START}, ${START}
        FROM generate_series($1::bigint, $2::bigint) AS i
        UNION ALL
        SELECT ${sql.id('position', 'i * 2 + 1')}, ${sql.id('contact', 'i')}, ${at('i + 1')}, ${position('i', 60)},
          false, ${START}, ${START}
        FROM generate_series($1::bigint, $2::bigint) AS i WHERE ${accounts} > 1 AND i % 20 = 7`,
    },
    {
      what: 'lines of influence',
      rows: Math.max(0, rows - accounts),
      sql: `
        INSERT INTO contact_link (account_id, from_id, to_id, kind, strength)
        SELECT ${at('i')}, ${sql.id('contact', `i + ${accounts}`)}, ${sql.id('contact', `i % ${accounts}`)},
          'reports-to', 1 + ${sql.dice(70, 'i', 3)}
        FROM generate_series($1::bigint, $2::bigint) AS i`,
    },
  ];
}

function campaigns(sql: ScaleSql, size: ScaleSize): ScaleStep {
  const products = PRODUCTS.map(({ code }) => code);
  return {
    what: 'campaigns',
    rows: Math.floor(size.accounts / ACCOUNTS_A_CAMPAIGN),
    sql: `
      INSERT INTO campaign (id, branch_id, account_id, name, product, starts_on, ends_on, state, planned_pieces,
        created_at, updated_at)
      SELECT ${sql.id('campaign', 'i')}, a.branch_id, a.id, '商函活动' || i, ${sql.pick(products, 80, 'i')},
        d.day, d.day + 60, ${sql.pick(['draft', 'active', 'done', 'done'], 81, 'i')}, ${sql.dice(82, 'i', 50_000)},
        ${START}, ${START}
      FROM generate_series($1::bigint, $2::bigint) AS i
      CROSS JOIN LATERAL (SELECT date '2025-01-01' + ${sql.dice(83, 'i', 600)} AS day) AS d
      JOIN key_account a ON a.id = ${sql.id('account', `i * ${ACCOUNTS_A_CAMPAIGN}`)}`,
  };
}

function revenue(sql: ScaleSql, size: ScaleSize): ScaleStep {
  const products = PRODUCTS.map(({ code }) => code);
  return {
    what: 'revenue lines',
    rows: size.accounts * LINES_AN_ACCOUNT,
    sql: `
      INSERT INTO revenue_line (id, branch_id, account_id, product, year, month, amount_fen, pieces, source, booked_at)
      SELECT ${sql.id('revenue', 'i')}, a.branch_id, a.id, ${sql.pick(products, 90, 'i')}, d.year,
        make_date(d.year, 1 + ${sql.dice(91, 'i', 12)}, 1), ${sql.dice(92, 'i', 90_000_000)},
        ${sql.dice(93, 'i', 60_000)}, 'stated', ${START}
      FROM generate_series($1::bigint, $2::bigint) AS i
      CROSS JOIN LATERAL (SELECT 2025 + (i % 2)::integer AS year) AS d
      JOIN key_account a ON a.id = ${sql.id('account', `i / ${LINES_AN_ACCOUNT}`)}`,
  };
}

/**
 * Entries one after the other through two years, each about the account whose rank is the square of a uniform number:
 * of 100,000 accounts the busiest has some 15,000 of 5 million, half of them fewer than 40.
 */
function entries(sql: ScaleSql, { accounts, entries: rows }: ScaleSize): ScaleStep {
  const uniform = `(${sql.dice(100, 'i', SKEW_STEPS)}::float8 / ${SKEW_STEPS})`;
  const about = `(floor(${accounts} * ${uniform} * ${uniform})::bigint * ${SCATTER}) % ${accounts}`;
  const at = `${START} + (i * ${TWO_YEARS_MS} / ${Math.max(1, rows)}) * interval '1 millisecond'`;
  return {
    what: 'timeline entries',
    rows,
    sql: `
      WITH entry AS (
        INSERT INTO audit_entry (id, at, branch_id, actor_id, actor_name, via, kind, subject_type, subject_id, changes,
          on_timeline, account_id)
        SELECT ${sql.id('entry', 'i')}, ${at}, a.branch_id, u.id, u.name, 'session', ${sql.pick(ENTRY_KINDS, 101, 'i')},
          'account', a.id, jsonb_build_array(jsonb_build_object('field', 'phone', 'from', NULL, 'to',
            '0591-8' || lpad(${sql.dice(102, 'i', 1_000_000)}::text, 7, '0'))),
          true, a.id
        FROM generate_series($1::bigint, $2::bigint) AS i
        JOIN key_account a ON a.id = ${sql.id('account', about)}
        JOIN scale_user u ON u.id = a.manager_id
        RETURNING id, at, branch_id, account_id, kind)
      INSERT INTO timeline_link (record_type, record_id, at, entry_id, topic, branch_id, account_id)
      SELECT 'account', account_id, at, id, split_part(kind, '.', 1), branch_id, account_id FROM entry`,
  };
}
