import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who follows what, what people are told, how they want to hear of it, and what is on its way to them. */
export class Notifications1700000021000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(INBOX);
    await runner.query(CHANNELS);
    await runner.query(RECORDS);
    await runner.query(GRANTS);
    await runner.query(ROW_SECURITY);
    await runner.query(AUDIENCE);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP FUNCTION notification_audience(uuid, uuid, uuid, text[], uuid[], uuid[], boolean), notification_robots(uuid),
        notification_record(text, uuid);
      DROP TABLE notification_delivery_item, notification_delivery, chat_robot, notification_setting, notification,
        notification_news, follow CASCADE;
      REVOKE SELECT (locale) ON user_account FROM hongyan_system;
    `);
  }
}

const CATEGORIES = `'mention', 'assignment', 'approval', 'service', 'production', 'account'`;
const FOLLOWABLE = `'account', 'contact', 'campaign', 'batch', 'list', 'case'`;
const MINUTE = (column: string): string => `CHECK (${column} BETWEEN 0 AND 1439)`;
const MODE = `CHECK (mode IN ('at-once', 'digest'))`;

// What happened stands once, however many are told of it: each of them has a row with their own marks, and a group's
// robot takes it from the same place.
const INBOX = `
  CREATE TABLE follow (
    id uuid PRIMARY KEY DEFAULT uuidv7(),
    user_id uuid NOT NULL REFERENCES user_account (id) ON DELETE CASCADE,
    record_type text NOT NULL CHECK (record_type IN (${FOLLOWABLE})),
    record_id uuid NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT uq_follow UNIQUE (record_type, record_id, user_id)
  );
  CREATE INDEX ix_follow_user ON follow (user_id, created_at);

  CREATE TABLE notification_news (
    id uuid PRIMARY KEY DEFAULT uuidv7(),
    branch_id uuid NOT NULL REFERENCES branch (id),
    kind text NOT NULL,
    record_type text NOT NULL CHECK (record_type IN (${FOLLOWABLE}, 'regrading')),
    record_id uuid NOT NULL,
    actor_id uuid,
    actor_name text,
    caused_by uuid NOT NULL,
    facts jsonb NOT NULL DEFAULT '{}',
    created_at timestamptz NOT NULL DEFAULT clock_timestamp()
  );
  CREATE INDEX ix_notification_news_created ON notification_news (created_at);

  CREATE TABLE notification (
    id uuid PRIMARY KEY DEFAULT uuidv7(),
    user_id uuid NOT NULL REFERENCES user_account (id) ON DELETE CASCADE,
    news_id uuid NOT NULL REFERENCES notification_news (id) ON DELETE CASCADE,
    category text NOT NULL CHECK (category IN (${CATEGORIES})),
    because text NOT NULL CHECK (because IN ('named', 'approver', 'manager', 'follower')),
    in_app boolean NOT NULL,
    read_at timestamptz(3),
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT uq_notification UNIQUE (news_id, user_id)
  );
  CREATE INDEX ix_notification_inbox ON notification (user_id, created_at, id) WHERE in_app;
  CREATE INDEX ix_notification_unread ON notification (user_id, category) WHERE in_app AND read_at IS NULL;
`;

// A delivery's id is made from what is told to whom, so that it cannot be there twice.
const CHANNELS = `
  CREATE TABLE notification_setting (
    id uuid PRIMARY KEY DEFAULT uuidv7(),
    user_id uuid NOT NULL REFERENCES user_account (id) ON DELETE CASCADE,
    categories jsonb NOT NULL CHECK (jsonb_typeof(categories) = 'object'),
    digest_hour smallint NOT NULL CHECK (digest_hour BETWEEN 0 AND 23),
    quiet_from smallint ${MINUTE('quiet_from')},
    quiet_to smallint ${MINUTE('quiet_to')},
    urgent_passes boolean NOT NULL,
    language text CHECK (language IN ('zh', 'en')),
    version integer NOT NULL DEFAULT 1,
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT uq_notification_setting_user UNIQUE (user_id),
    CONSTRAINT ck_notification_setting_quiet CHECK ((quiet_from IS NULL) = (quiet_to IS NULL))
  );

  CREATE TABLE chat_robot (
    id uuid PRIMARY KEY DEFAULT uuidv7(),
    branch_id uuid NOT NULL REFERENCES branch (id),
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
    kind text NOT NULL CHECK (kind IN ('wecom', 'dingtalk', 'feishu')),
    address_sealed bytea NOT NULL,
    secret_sealed bytea,
    host text NOT NULL,
    hint text NOT NULL CHECK (length(hint) <= 8),
    categories text[] NOT NULL CHECK (cardinality(categories) > 0 AND categories <@ ARRAY[${CATEGORIES}]),
    below boolean NOT NULL,
    mode text NOT NULL ${MODE},
    digest_hour smallint NOT NULL CHECK (digest_hour BETWEEN 0 AND 23),
    quiet_from smallint ${MINUTE('quiet_from')},
    quiet_to smallint ${MINUTE('quiet_to')},
    urgent_passes boolean NOT NULL,
    language text NOT NULL CHECK (language IN ('zh', 'en')),
    active boolean NOT NULL DEFAULT true,
    created_by uuid NOT NULL REFERENCES user_account (id),
    version integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT ck_chat_robot_quiet CHECK ((quiet_from IS NULL) = (quiet_to IS NULL))
  );
  CREATE INDEX ix_chat_robot_branch ON chat_robot (branch_id);

  CREATE TABLE notification_delivery (
    id uuid PRIMARY KEY,
    channel text NOT NULL CHECK (channel IN ('email', 'robot')),
    user_id uuid REFERENCES user_account (id) ON DELETE CASCADE,
    robot_id uuid REFERENCES chat_robot (id) ON DELETE CASCADE,
    mode text NOT NULL CHECK (mode IN ('at-once', 'digest', 'test')),
    urgent boolean NOT NULL,
    state text NOT NULL CHECK (state IN ('pending', 'held', 'sending', 'failed', 'sent', 'given-up', 'unknown',
      'cancelled')),
    due_at timestamptz NOT NULL,
    attempts smallint NOT NULL DEFAULT 0,
    tried_at timestamptz,
    sent_at timestamptz,
    error_code text,
    caused_by uuid NOT NULL,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT ck_notification_delivery_to CHECK ((channel = 'email') = (user_id IS NOT NULL)
      AND (channel = 'robot') = (robot_id IS NOT NULL)),
    CONSTRAINT ck_notification_delivery_sent CHECK ((state = 'sent') = (sent_at IS NOT NULL))
  );
  CREATE INDEX ix_notification_delivery_due ON notification_delivery (due_at)
    WHERE state IN ('pending', 'held', 'sending', 'failed');
  CREATE INDEX ix_notification_delivery_user ON notification_delivery (user_id, created_at);
  CREATE INDEX ix_notification_delivery_robot ON notification_delivery (robot_id, created_at);

  CREATE TABLE notification_delivery_item (
    delivery_id uuid NOT NULL REFERENCES notification_delivery (id) ON DELETE CASCADE,
    news_id uuid NOT NULL REFERENCES notification_news (id) ON DELETE CASCADE,
    category text NOT NULL CHECK (category IN (${CATEGORIES})),
    PRIMARY KEY (delivery_id, news_id)
  );
  CREATE INDEX ix_notification_delivery_item_news ON notification_delivery_item (news_id);
`;

// As whoever asks sees it. The open name is the one that may leave the house: a person's name may not.
const RECORDS = `
  CREATE FUNCTION notification_record(record_type text, record uuid)
    RETURNS TABLE (branch_id uuid, account_id uuid, name text, open_name text) LANGUAGE sql STABLE AS $$
      SELECT a.branch_id, a.id, a.name, a.name FROM key_account a WHERE record_type = 'account' AND a.id = record
      UNION ALL
      SELECT c.branch_id, NULL, c.name, NULL FROM contact c WHERE record_type = 'contact' AND c.id = record
      UNION ALL
      SELECT c.branch_id, c.account_id, c.name, c.name FROM campaign c WHERE record_type = 'campaign' AND c.id = record
      UNION ALL
      SELECT b.branch_id, b.account_id, b.code, b.code FROM mail_batch b WHERE record_type = 'batch' AND b.id = record
      UNION ALL
      SELECT l.branch_id, l.account_id, l.name, l.name FROM address_list l WHERE record_type = 'list' AND l.id = record
      UNION ALL
      SELECT s.branch_id, s.account_id, s.number || ' ' || s.title, s.number FROM service_case s
        WHERE record_type = 'case' AND s.id = record
      UNION ALL
      SELECT b.id, NULL, b.name, b.name FROM branch b WHERE record_type = 'regrading' AND b.id = record
  $$;
`;

const OWN = 'user_id = (SELECT app_user_id())';
const OF_BRANCH = 'branch_id = ANY ((SELECT app_branch_ids())::uuid[])';
const MAY_ROBOTS = `(SELECT app_may('chat-robots:admin'))`;
const CAUSED = 'caused_by = (SELECT app_user_id())';
const OWN_DELIVERY = `EXISTS (SELECT 1 FROM notification_delivery d WHERE d.id = delivery_id)`;

const secured = (table: string, rules: string): string => `
  ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
  ALTER TABLE ${table} FORCE ROW LEVEL SECURITY;
  ${rules}
`;

const GRANTS = `
  GRANT SELECT (locale) ON user_account TO hongyan_system;
  GRANT SELECT (time_zone) ON branch TO hongyan_system;
  GRANT SELECT (manager_id) ON key_account TO hongyan_system;
`;

// Whoever does something writes that others are told of it, in their own name; each reads what they are told themselves.
const ROW_SECURITY = [
  secured(
    'follow',
    `CREATE POLICY follow_own ON follow TO hongyan_app USING (${OWN}) WITH CHECK (${OWN});
     CREATE POLICY follow_system ON follow FOR SELECT TO hongyan_system USING (true);
     GRANT SELECT, INSERT, DELETE ON follow TO hongyan_app;
     GRANT SELECT ON follow TO hongyan_system;`,
  ),
  secured(
    'notification',
    `CREATE POLICY notification_own ON notification FOR SELECT TO hongyan_app USING (${OWN});
     CREATE POLICY notification_mark ON notification FOR UPDATE TO hongyan_app USING (${OWN}) WITH CHECK (${OWN});
     CREATE POLICY notification_write ON notification FOR INSERT TO hongyan_app WITH CHECK (true);
     GRANT SELECT, INSERT ON notification TO hongyan_app;
     GRANT UPDATE (read_at) ON notification TO hongyan_app;`,
  ),
  secured(
    'notification_news',
    `CREATE POLICY notification_news_write ON notification_news FOR INSERT TO hongyan_app WITH CHECK (${CAUSED});
     CREATE POLICY notification_news_told ON notification_news FOR SELECT TO hongyan_app
       USING (EXISTS (SELECT 1 FROM notification n WHERE n.news_id = notification_news.id));
     CREATE POLICY notification_news_of_robot ON notification_news FOR SELECT TO hongyan_app
       USING (${MAY_ROBOTS} AND EXISTS (
         SELECT 1 FROM notification_delivery_item i WHERE i.news_id = notification_news.id));
     CREATE POLICY notification_news_system ON notification_news TO hongyan_system USING (true);
     GRANT SELECT, INSERT ON notification_news TO hongyan_app;
     GRANT SELECT (id, created_at), DELETE ON notification_news TO hongyan_system;`,
  ),
  secured(
    'notification_setting',
    `CREATE POLICY notification_setting_own ON notification_setting TO hongyan_app USING (${OWN}) WITH CHECK (${OWN});
     CREATE POLICY notification_setting_system ON notification_setting FOR SELECT TO hongyan_system USING (true);
     GRANT SELECT, INSERT, UPDATE ON notification_setting TO hongyan_app;
     GRANT SELECT ON notification_setting TO hongyan_system;`,
  ),
  secured(
    'chat_robot',
    `CREATE POLICY chat_robot_of_branch ON chat_robot TO hongyan_app
       USING (${OF_BRANCH} AND ${MAY_ROBOTS}) WITH CHECK (${OF_BRANCH} AND ${MAY_ROBOTS});
     CREATE POLICY chat_robot_system ON chat_robot FOR SELECT TO hongyan_system USING (true);
     GRANT SELECT, INSERT, UPDATE, DELETE ON chat_robot TO hongyan_app;
     GRANT SELECT (id, branch_id, categories, below, mode, digest_hour, quiet_from, quiet_to, urgent_passes, active,
       created_by) ON chat_robot TO hongyan_system;`,
  ),
  secured(
    'notification_delivery',
    `CREATE POLICY notification_delivery_own ON notification_delivery FOR SELECT TO hongyan_app
       USING (${OWN} OR robot_id IN (SELECT id FROM chat_robot));
     CREATE POLICY notification_delivery_write ON notification_delivery FOR INSERT TO hongyan_app WITH CHECK (${CAUSED});
     CREATE POLICY notification_delivery_system ON notification_delivery TO hongyan_system USING (true);
     GRANT SELECT, INSERT ON notification_delivery TO hongyan_app;
     GRANT SELECT, DELETE, UPDATE (state, due_at, attempts, tried_at, sent_at, error_code) ON notification_delivery
       TO hongyan_system;`,
  ),
  secured(
    'notification_delivery_item',
    `CREATE POLICY notification_delivery_item_read ON notification_delivery_item FOR SELECT TO hongyan_app
       USING (${OWN_DELIVERY});
     CREATE POLICY notification_delivery_item_write ON notification_delivery_item FOR INSERT TO hongyan_app
       WITH CHECK (true);
     GRANT SELECT, INSERT ON notification_delivery_item TO hongyan_app;`,
  ),
].join('\n');

// Asked past what the viewer sees: a county's news may be meant for somebody of the province, and how they want to hear
// of it is nobody else's business. Only those are answered who may read of the event.
const AUDIENCE = `
  CREATE FUNCTION notification_audience(branch uuid, account uuid, open_to uuid, types text[], ids uuid[], named uuid[],
      everybody boolean)
    RETURNS TABLE (user_id uuid, roles text[], above integer, follows boolean, manages boolean, time_zone text,
      categories jsonb, digest_hour smallint, quiet_from smallint, quiet_to smallint, urgent_passes boolean, mails integer)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
      WITH RECURSIVE up AS (
        SELECT b.id, b.parent_id, 0 AS above FROM branch b WHERE b.id = branch
        UNION ALL
        SELECT b.id, b.parent_id, up.above + 1 FROM branch b JOIN up ON b.id = up.parent_id WHERE up.above < 20
      ),
      following AS (
        SELECT DISTINCT f.user_id AS id FROM unnest(types, ids) AS r (type, id)
        JOIN follow f ON f.record_type = r.type AND f.record_id = r.id
      ),
      managing AS (SELECT a.manager_id AS id FROM key_account a WHERE a.id = account AND a.manager_id IS NOT NULL),
      tied AS (
        SELECT id FROM following UNION SELECT id FROM managing UNION SELECT unnest(named)
        UNION SELECT u.id FROM user_account u WHERE everybody AND u.branch_id IN (SELECT id FROM up)
      )
      SELECT u.id, u.roles, up.above, EXISTS (SELECT 1 FROM following f WHERE f.id = u.id),
             EXISTS (SELECT 1 FROM managing m WHERE m.id = u.id), b.time_zone, s.categories, s.digest_hour, s.quiet_from,
             s.quiet_to, s.urgent_passes,
             (SELECT count(*)::integer FROM notification_delivery d
              WHERE d.user_id = u.id AND d.mode = 'at-once' AND d.created_at > now() - interval '10 minutes')
      FROM tied JOIN user_account u ON u.id = tied.id JOIN branch b ON b.id = u.branch_id
      LEFT JOIN up ON up.id = u.branch_id LEFT JOIN notification_setting s ON s.user_id = u.id
      WHERE u.active AND u.id IN (SELECT r.id FROM activity_readers(branch, open_to) r)
  $$;

  CREATE FUNCTION notification_robots(branch uuid)
    RETURNS TABLE (robot_id uuid, categories text[], mode text, time_zone text, digest_hour smallint, quiet_from smallint,
      quiet_to smallint, urgent_passes boolean, messages integer)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
      WITH RECURSIVE up AS (
        SELECT b.id, b.parent_id, 0 AS above FROM branch b WHERE b.id = branch
        UNION ALL
        SELECT b.id, b.parent_id, up.above + 1 FROM branch b JOIN up ON b.id = up.parent_id WHERE up.above < 20
      )
      SELECT r.id, r.categories, r.mode, b.time_zone, r.digest_hour, r.quiet_from, r.quiet_to, r.urgent_passes,
             (SELECT count(*)::integer FROM notification_delivery d
              WHERE d.robot_id = r.id AND d.mode = 'at-once' AND d.created_at > now() - interval '10 minutes')
      FROM up JOIN chat_robot r ON r.branch_id = up.id JOIN branch b ON b.id = r.branch_id
      WHERE r.active AND (up.above = 0 OR r.below)
  $$;

  REVOKE ALL ON FUNCTION notification_audience(uuid, uuid, uuid, text[], uuid[], uuid[], boolean),
    notification_robots(uuid) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION notification_audience(uuid, uuid, uuid, text[], uuid[], uuid[], boolean),
    notification_robots(uuid) TO hongyan_app;
  -- A function's new owner must be allowed to make things where it stands, for the moment of becoming it.
  GRANT CREATE ON SCHEMA public TO hongyan_system;
  ALTER FUNCTION notification_audience(uuid, uuid, uuid, text[], uuid[], uuid[], boolean) OWNER TO hongyan_system;
  ALTER FUNCTION notification_robots(uuid) OWNER TO hongyan_system;
  REVOKE CREATE ON SCHEMA public FROM hongyan_system;
`;
