import { FreezerService } from '../../src/mailings/batches/freezer.service';
import { ImportRunner } from '../../src/address-lists/imports/import-runner';
import { MARKETER, type MailingWorld, mailingWorld, STRANGER } from './mailing-world';
import type { Caller, TestApp } from './test-app';

/** One of everything in a branch, and the administrators of it and of its sibling. */
export interface TwoBranches extends MailingWorld {
  owner: Caller;
  stranger: Caller;
  /** The stranger's own. */
  strangerId: string;
  apiKeyId: string;
  /** Where the branch has messages sent to, and one message. */
  webhookId: string;
  spareWebhookId: string;
  webhookDeliveryId: string;
  suppressionId: string;
  /** An additional field of the branch's accounts. */
  fieldId: string;
  /** Thresholds of the branch, and a tier proposed by them. */
  tierRuleId: string;
  tierProposalId: string;
  /** The account's plan, with one goal. */
  planId: string;
  goalId: string;
  spareGoalId: string;
  /** What was said of a product, a risk, an action, a recovery that runs, and the branch's own thresholds. */
  wordId: string;
  riskId: string;
  actionId: string;
  recoveryId: string;
  thresholdId: string;
  spareThresholdId: string;
  /** A document of the account. */
  documentId: string;
  serviceCaseId: string;
  /** The owner's: what they were told, what they follow, the branch's robot. */
  notificationId: string;
  followId: string;
  robotId: string;
  spareRobotId: string;
  noteId: string;
  /** The owner's own, begun already, so that ending it does not take it away. */
  absenceId: string;
  /** To the owner, waiting for their word; and a move that can be undone. */
  handOverId: string;
  spareHandOverId: string;
  handOverItemId: string;
  spareItemId: string;
  moveId: string;
  secondNoteId: string;
  /** Uploaded and not started; and done, with rejected rows. */
  uploadedId: string;
  importedId: string;
  /** Waits for approval; and one whose hand-over is uncertain. */
  frozenBatchId: string;
  uncertainBatchId: string;
  /** Somebody at the account, and somebody whose position there may go. */
  contactId: string;
  positionId: string;
  sparePositionId: string;
  /** A view the branch shares, and a change of many accounts that was previewed. */
  viewId: string;
  spareViewId: string;
  bulkEditId: string;
  /** An account that may be the same as one more, and the merge that another went by. */
  twinId: string;
  mergeId: string;
  spareContactId: string;
  contactMergeId: string;
  /** Rows of a file for the accounts, uploaded and not checked. */
  recordImportId: string;
}

const OWNER = 'owner@test.cn';
/** Settings of a program whose chat robots may be on this machine. */
export const LOCAL_ROBOTS = { ROBOT_HOSTS: '127.0.0.1', OUTGOING_PRIVATE_HOSTS: '127.0.0.1' };
const ROBOT = {
  name: '运营群',
  kind: 'wecom',
  // Nobody listens there.
  address: 'http://127.0.0.1:9/robot',
  categories: ['service'],
  below: false,
  mode: 'at-once',
  digestHour: 8,
  quietFrom: null,
  quietTo: null,
  urgentPasses: true,
  language: 'zh',
};
const LIST_FILE = 'name,address,postcode\n甲收件人,福建省福州市鼓楼区虚构路1号,350001\n乙收件人,,350001\n';

/** Needs a program that runs no jobs: what they would do is done here, step by step. */
export async function twoBranches(app: TestApp): Promise<TwoBranches> {
  const world = await mailingWorld(app.fixtures, 3);
  await app.fixtures.user(OWNER, world.branch, ['administrator']);
  const [owner, stranger] = [await app.as(OWNER), await app.as(STRANGER)];
  const made = async (route: string, body: object): Promise<string> =>
    ((await owner.post(route, body).expect(201)).body as { id: string }).id;
  const refusal = { address: '福建省福州市鼓楼区虚构路9号', kind: 'address', reason: 'asked' };
  const uploadedId = await upload(owner, world.listId);
  const importedId = await upload(owner, world.listId);
  await owner.post(`/api/list-imports/${importedId}/start`).expect(202);
  await app.app.get(ImportRunner, { strict: false }).run(importedId, {});
  const frozenBatchId = await frozen(app, owner, world.campaignId);
  const uncertainBatchId = await frozen(app, owner, world.campaignId);
  await makeUncertain(app, uncertainBatchId);
  await app.fixtures.sql(
    `INSERT INTO revenue_line (branch_id, account_id, campaign_id, year, month, amount_fen, source)
     VALUES ($1, $2, $3, 2026, '2026-02-01', 12300, 'stated')`,
    [world.branch, world.accountId, world.campaignId],
  );
  const contact = await contactAt(owner, world.accountId);
  const planId = await made(`/api/accounts/${world.accountId}/plan`, { year: 2026 });
  const webhook = {
    branchId: world.branch,
    name: '对接',
    url: 'https://hooks.example.com/',
    topics: ['plan.*'],
  };
  const webhookId = await made('/api/webhooks', webhook);
  const twin = (code: string) =>
    made('/api/accounts', {
      branchId: world.branch,
      code,
      name: '测试银行分行',
      tier: 'key',
      confirmedDuplicates: true,
    });
  const [twinId, otherTwinId] = [await twin('TWIN-1'), await twin('TWIN-2'), await twin('TWIN-3')];
  const merged = await owner
    .post(`/api/accounts/${twinId}/merge`, { otherId: otherTwinId, version: 1, otherVersion: 1 })
    .expect(200);
  const person = () => made('/api/contacts', { branchId: world.branch, name: '测试银行的人' });
  const [spareContactId, mergedContactId] = [await person(), await person()];
  const mergedContact = await owner
    .post(`/api/contacts/${spareContactId}/merge`, { otherId: mergedContactId, version: 1, otherVersion: 1 })
    .expect(200);
  const session = await stranger.get('/api/session').expect(200);
  return {
    ...world,
    owner,
    stranger,
    strangerId: (session.body as { user: { id: string } }).user.id,
    webhookId,
    spareWebhookId: await made('/api/webhooks', webhook),
    webhookDeliveryId: await made(`/api/webhooks/${webhookId}/test`, {}),
    apiKeyId: await made('/api/api-keys', { name: '对接', scopes: ['accounts:read'] }),
    suppressionId: await made('/api/suppressions', refusal),
    documentId: await document(owner, world.accountId),
    tierRuleId: await made('/api/account-tier-rules', {
      branchId: world.branch,
      provincialFromFen: 20_000,
      keyFromFen: 10_000,
    }),
    tierProposalId: await tierProposal(app, world.accountId),
    planId,
    ...(await aroundThePlan(app, owner, made, world)),
    goalId: await made(`/api/account-plans/${planId}/goals`, { measure: 'revenue', target: 9_000 }),
    spareGoalId: await made(`/api/account-plans/${planId}/goals`, { measure: 'campaigns', target: 9 }),
    fieldId: await made('/api/account-fields', {
      branchId: world.branch,
      key: 'own',
      labelZh: '自有',
      labelEn: 'Own',
      type: 'text',
    }),
    serviceCaseId: await made('/api/service-cases', {
      accountId: world.accountId,
      kind: 'request',
      title: '要样品',
    }),
    ...(await handOvers(app, world, owner)),
    absenceId: await made('/api/absences', {
      kind: 'leave',
      fromOn: dayFromNow(-9),
      untilOn: dayFromNow(90),
    }),
    notificationId: await told(app, owner, world.accountId),
    followId: await made('/api/follows', { recordType: 'account', recordId: world.accountId }),
    robotId: await made('/api/chat-robots', ROBOT),
    spareRobotId: await made('/api/chat-robots', ROBOT),
    noteId: await made(`/api/accounts/${world.accountId}/notes`, { text: '测试银行的话' }),
    secondNoteId: await made(`/api/accounts/${world.accountId}/notes`, { text: '另一句话' }),
    uploadedId,
    importedId,
    frozenBatchId,
    uncertainBatchId,
    viewId: await made('/api/list-views', { list: 'accounts', name: '重点', scope: 'team', state: {} }),
    spareViewId: await made('/api/list-views', { list: 'accounts', name: '另一', scope: 'team', state: {} }),
    recordImportId: await accountFile(owner),
    twinId,
    spareContactId,
    contactMergeId: (mergedContact.body as { merge: { id: string } }).merge.id,
    mergeId: (merged.body as { merge: { id: string } }).merge.id,
    bulkEditId: await made('/api/lists/accounts/bulk-edits', { change: { field: 'tier', set: 'standard' } }),
    contactId: contact.id,
    positionId: contact.positions[0]!.id,
    sparePositionId: (await contactAt(owner, world.accountId)).positions[0]!.id,
  };
}

async function handOvers(
  app: TestApp,
  { accountId, branch }: MailingWorld,
  owner: Caller,
): Promise<{
  handOverId: string;
  spareHandOverId: string;
  handOverItemId: string;
  spareItemId: string;
  moveId: string;
}> {
  const { body } = await owner.get('/api/session').expect(200);
  const me = (body as { user: { id: string } }).user.id;
  const giver = await app.fixtures.user('giver@test.cn', branch, ['account-manager']);
  const [handOver] = await app.fixtures.sql<{ id: string }>(
    `INSERT INTO account_hand_over (account_id, from_id, to_id, effective_on, promises, recorded_by)
     VALUES ($1, $2, $3, '2026-01-01', '{"openCases": 0, "overdueCases": 0, "campaigns": 0, "dates": 0, "missing": 0,
       "people": 0, "documents": 0}', $3) RETURNING id`,
    [accountId, giver, me],
  );
  const [move] = await app.fixtures.sql<{ id: string }>(
    `INSERT INTO account_move (branch_id, from_id, to_id, effective_on, accounts, recorded_by)
     VALUES ($1, $2, $3, '2026-01-01', 0, $3) RETURNING id`,
    [branch, giver, me],
  );
  const [second] = await app.fixtures.sql<{ id: string }>(
    `INSERT INTO account_hand_over (account_id, from_id, to_id, effective_on, promises, recorded_by)
     SELECT account_id, from_id, to_id, effective_on, promises, recorded_by FROM account_hand_over WHERE id = $1
     RETURNING id`,
    [handOver!.id],
  );
  const [item, spare] = await app.fixtures.sql<{ id: string }>(
    `INSERT INTO account_hand_over_item (hand_over_id, kind, title, mandatory, added_by)
     VALUES ($1, 'extra', '甲', false, $2), ($1, 'extra', '乙', false, $2) RETURNING id`,
    [handOver!.id, me],
  );
  return {
    handOverId: handOver!.id,
    spareHandOverId: second!.id,
    handOverItemId: item!.id,
    spareItemId: spare!.id,
    moveId: move!.id,
  };
}

const dayFromNow = (days: number): string =>
  new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

async function contactAt(
  owner: Caller,
  accountId: string,
): Promise<{ id: string; positions: { id: string }[] }> {
  const position = { accountId, role: 'user', rank: 'staff' };
  const { body } = await owner
    .post('/api/contacts', { name: '测试联系人', position, confirmedDuplicates: true })
    .expect(201);
  return body as { id: string; positions: { id: string }[] };
}

async function aroundThePlan(
  app: TestApp,
  owner: Caller,
  made: (route: string, body: object) => Promise<string>,
  { accountId, branch }: MailingWorld,
): Promise<
  Pick<TwoBranches, 'wordId' | 'riskId' | 'actionId' | 'recoveryId' | 'thresholdId' | 'spareThresholdId'>
> {
  await owner.post(`/api/accounts/${accountId}/health`).expect(200);
  const [recovery] = await app.fixtures.sql<{ id: string }>(
    `INSERT INTO recovery_plan (account_id, due_on) VALUES ($1, '2026-12-31') RETURNING id`,
    [accountId],
  );
  const of = `/api/accounts/${accountId}`;
  const percents = { festivalPercent: 20, monthPercent: 30, leastFen: 100, recoveryDays: 10 };
  return {
    wordId: await made(`${of}/whitespace`, {
      product: 'greeting-card',
      state: 'proposed',
      reason: '元旦贺卡',
    }),
    riskId: await made(`${of}/risks`, { title: '预算缩减', severity: 3, likelihood: 3 }),
    actionId: await made(`${of}/actions`, { title: '拜访', dueOn: '2026-12-31' }),
    recoveryId: recovery!.id,
    thresholdId: await made('/api/decline-thresholds', { branchId: branch, tier: 'key', ...percents }),
    spareThresholdId: await made('/api/decline-thresholds', {
      branchId: branch,
      tier: 'standard',
      ...percents,
    }),
  };
}

/** Somebody else mentions the owner. */
async function told(app: TestApp, owner: Caller, accountId: string): Promise<string> {
  const { body } = await owner.get('/api/session').expect(200);
  const { id, name } = (body as { user: { id: string; name: string } }).user;
  const marketer = await app.as(MARKETER);
  await marketer.post(`/api/accounts/${accountId}/notes`, { text: `@[${name}](${id}) 请看` }).expect(201);
  const inbox = await owner.get('/api/notifications?category=mention').expect(200);
  return (inbox.body as { items: { id: string }[] }).items[0]!.id;
}

async function tierProposal(app: TestApp, accountId: string): Promise<string> {
  const [row] = await app.fixtures.sql<{ id: string }>(
    `INSERT INTO account_tier_proposal (branch_id, account_id, from_tier, to_tier, revenue_fen, from_month, to_month,
                                        provincial_from_fen, key_from_fen)
     SELECT branch_id, id, 'standard', 'key', 12300, '2026-01-01', '2026-12-01', 20000, 10000
     FROM key_account WHERE id = $1 RETURNING id`,
    [accountId],
  );
  return row!.id;
}

async function document(owner: Caller, accountId: string): Promise<string> {
  const { body } = await owner
    .send('post', `/api/accounts/${accountId}/documents`)
    .set('content-type', 'application/octet-stream')
    .set('x-file-name', 'x.pdf')
    .send('%PDF-1.7')
    .expect(201);
  return (body as { id: string }).id;
}

async function accountFile(caller: Caller): Promise<string> {
  const { body } = await caller
    .send('post', '/api/lists/accounts/imports')
    .set('content-type', 'application/octet-stream')
    .set('x-file-name', 'accounts.csv')
    .send('code,name,tier\nI-1,甲,key\n')
    .expect(201);
  return (body as { id: string }).id;
}

async function upload(owner: Caller, listId: string): Promise<string> {
  const { body } = await owner
    .send('post', `/api/address-lists/${listId}/imports`)
    .set('content-type', 'text/csv')
    .set('x-file-name', 'list.csv')
    .send(LIST_FILE)
    .expect(201);
  return (body as { id: string }).id;
}

async function frozen(app: TestApp, owner: Caller, campaignId: string): Promise<string> {
  const { body } = await owner.post('/api/batches', { campaignId }).expect(201);
  const { id } = body as { id: string };
  await owner.post(`/api/batches/${id}/freeze`).expect(202);
  await app.app.get(FreezerService, { strict: false }).run({ batchId: id });
  return id;
}

async function makeUncertain(app: TestApp, batchId: string): Promise<void> {
  await app.fixtures.sql(
    `UPDATE mail_batch SET state = 'uncertain', approval = 'console', manifest_hash = 'test',
            mailed = planned - suppressed WHERE id = $1`,
    [batchId],
  );
  await app.fixtures.sql(
    `INSERT INTO dispatch (batch_id, branch_id, channel, target, key, manifest_hash, state, requested_by)
     SELECT id, branch_id, 'folder', $2, id, manifest_hash, 'uncertain', created_by FROM mail_batch WHERE id = $1`,
    [batchId, app.config.dispatchDir],
  );
}
