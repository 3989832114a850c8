import type { Test } from 'supertest';
import { PLAIN_LETTER } from '../support/mailing-world';
import { nameOf, type Route, routesOf } from '../support/routes';
import { type Caller, createTestApp, type TestApp } from '../support/test-app';
import { LOCAL_ROBOTS, type TwoBranches, twoBranches } from '../support/two-branches';

let app: TestApp;
let world: TwoBranches;

beforeAll(async () => {
  app = await createTestApp({ RUN_JOBS: 'false', ...LOCAL_ROBOTS });
  world = await twoBranches(app);
});
afterAll(() => app.close());

/** What a route with an id is called with, so that nothing but the branch can be the reason for a refusal. */
interface Example {
  id: string;
  body?: object;
  query?: string;
  send?: (request: Test) => Test;
}

/** A new route with an id needs a line here: an object of the owner's branch and a body that fits it. */
function examples(): Record<string, Example> {
  const { accountId, listId, campaignId, designId, frozenBatchId, uncertainBatchId } = world;
  const version = 1;
  const account = { id: accountId };
  const contact = { id: world.contactId };
  const list = { id: listId };
  const design = { id: designId };
  const batch = { id: frozenBatchId };
  const uploaded = { id: world.uploadedId };
  const imported = { id: world.importedId };
  const served = { id: world.serviceCaseId };
  const document = { id: world.documentId };
  const pdf = (request: Test) =>
    request.set('content-type', 'application/octet-stream').set('x-file-name', 'x.pdf').send('%PDF-1.7');
  const csv = (request: Test) =>
    request.set('content-type', 'text/csv').set('x-file-name', 'x.csv').send('name,address\n甲,乙\n');
  return {
    'GET /api/accounts/:id': account,
    'PATCH /api/accounts/:id': { ...account, body: { name: '新名', version } },
    'POST /api/accounts/:id/review': { ...account, body: { version } },
    // Of a version nobody has: what comes of a merge is looked at elsewhere.
    'POST /api/accounts/:id/merge': {
      ...account,
      body: { otherId: world.twinId, version: 99, otherVersion: 99 },
    },
    'POST /api/contacts/:id/merge': {
      ...contact,
      body: { otherId: world.spareContactId, version: 99, otherVersion: 99 },
    },
    'GET /api/contacts/:id/merges': contact,
    'POST /api/contact-merges/:id/undo': { id: world.contactMergeId },
    'GET /api/accounts/:id/merges': account,
    'POST /api/account-merges/:id/undo': { id: world.mergeId },
    'GET /api/accounts/:id/group': account,
    'GET /api/accounts/:id/documents': account,
    'POST /api/accounts/:id/documents': { ...account, send: pdf },
    'GET /api/account-documents/:id': document,
    'PATCH /api/account-documents/:id': { ...document, body: { title: '新名', version } },
    'GET /api/account-documents/:id/file': document,
    'POST /api/account-documents/:id/versions': { ...document, send: pdf },
    'DELETE /api/account-documents/:id': document,
    'PATCH /api/account-tier-rules/:id': {
      id: world.tierRuleId,
      body: { provincialFromFen: 30_000, keyFromFen: 10_000, version },
    },
    'POST /api/account-tier-proposals/:id/approve': { id: world.tierProposalId, body: {} },
    'POST /api/account-tier-proposals/:id/reject': { id: world.tierProposalId, body: {} },
    'GET /api/accounts/:id/plan': account,
    'POST /api/accounts/:id/plan': { ...account, body: { year: 2030 } },
    'PATCH /api/account-plans/:id': { id: world.planId, body: { strategy: '新策略', version } },
    'POST /api/account-plans/:id/steps': { id: world.planId, body: { to: 'approved', version } },
    'POST /api/account-plans/:id/goals': { id: world.planId, body: { measure: 'pieces', target: 9 } },
    'PATCH /api/plan-goals/:id': { id: world.goalId, body: { target: 2, version } },
    'DELETE /api/plan-goals/:id': { id: world.spareGoalId },
    'GET /api/accounts/:id/whitespace': account,
    'GET /api/accounts/:id/whitespace/totals': account,
    'GET /api/accounts/:id/whitespace/cell': { ...account, query: '?product=postcard' },
    'POST /api/accounts/:id/whitespace': {
      ...account,
      body: { product: 'postcard', state: 'lost', reason: '价格' },
    },
    'DELETE /api/account-whitespace/:id': { id: world.wordId },
    'GET /api/accounts/:id/health': account,
    'POST /api/accounts/:id/health': account,
    'GET /api/accounts/:id/risks': account,
    'POST /api/accounts/:id/risks': { ...account, body: { title: '风险', severity: 2, likelihood: 2 } },
    'PATCH /api/account-risks/:id': { id: world.riskId, body: { severity: 5, version } },
    'POST /api/accounts/:id/actions': { ...account, body: { title: '行动', dueOn: '2026-01-05' } },
    'PATCH /api/account-actions/:id': { id: world.actionId, body: { title: '新行动', version } },
    'GET /api/recovery-plans/:id': { id: world.recoveryId },
    'PATCH /api/recovery-plans/:id': { id: world.recoveryId, body: { cause: '原因', version } },
    'POST /api/recovery-plans/:id/steps': { id: world.recoveryId, body: { to: 'in-progress', version } },
    'PATCH /api/decline-thresholds/:id': {
      id: world.thresholdId,
      body: { festivalPercent: 9, monthPercent: 9, leastFen: 9, recoveryDays: 9, version },
    },
    'DELETE /api/decline-thresholds/:id': { id: world.spareThresholdId },
    'PATCH /api/account-fields/:id': { id: world.fieldId, body: { labelZh: '新名', version } },
    'GET /api/accounts/:id/team': account,
    'GET /api/accounts/:id/tier-proposal': account,
    'GET /api/accounts/:id/team/history': account,
    'PUT /api/accounts/:id/team': { ...account, body: { version: 1, members: [] } },
    'GET /api/absences/:id': { id: world.absenceId },
    'PATCH /api/absences/:id': { id: world.absenceId, body: { kind: 'sick', version } },
    'DELETE /api/absences/:id': { id: world.absenceId },
    'GET /api/accounts/:id/promises': account,
    'GET /api/accounts/:id/hand-over-pack': account,
    'GET /api/accounts/:id/hand-overs': account,
    'POST /api/accounts/:id/hand-overs': { ...account, body: { toId: world.marketer } },
    'POST /api/hand-overs/:id/items': { id: world.spareHandOverId, body: { title: '甲' } },
    'POST /api/hand-over-items/:id/tick': { id: world.handOverItemId, body: { done: true } },
    'DELETE /api/hand-over-items/:id': { id: world.spareItemId },
    'POST /api/hand-overs/:id/acknowledge': { id: world.handOverId, body: {} },
    'POST /api/account-moves/:id/undo': { id: world.moveId },
    'GET /api/accounts/:id/people': account,
    'PUT /api/accounts/:id/influence': { ...account, body: { version: 1, links: [], places: [] } },
    'GET /api/accounts/:id/coverage': account,
    'GET /api/contacts/:id': contact,
    'PATCH /api/contacts/:id': { ...contact, body: { name: '新名', version } },
    'POST /api/contacts/:id/reveal': contact,
    'POST /api/contacts/:id/touches': { ...contact, body: { channel: 'phone', on: '2026-01-05' } },
    'POST /api/contacts/:id/positions': { ...contact, body: { accountId, role: 'user', rank: 'staff' } },
    'PATCH /api/contact-positions/:id': { id: world.positionId, body: { title: '新职', version } },
    'DELETE /api/contact-positions/:id': { id: world.sparePositionId },
    'GET /api/address-lists/:id': list,
    'PATCH /api/address-lists/:id': { ...list, body: { name: '新名', version } },
    'GET /api/address-lists/:id/imports': list,
    'POST /api/address-lists/:id/imports': { ...list, send: csv },
    'GET /api/address-lists/:id/records': list,
    'GET /api/list-imports/:id': uploaded,
    'GET /api/list-imports/:id/preview': uploaded,
    'PUT /api/list-imports/:id/mapping': { ...uploaded, body: { fields: { name: 0, address: 1 } } },
    'POST /api/list-imports/:id/start': uploaded,
    'POST /api/list-imports/:id/cancel': uploaded,
    'GET /api/list-imports/:id/progress': imported,
    'GET /api/list-imports/:id/rejects': imported,
    'DELETE /api/suppressions/:id': { id: world.suppressionId },
    'GET /api/campaigns/:id': { id: campaignId },
    'PATCH /api/campaigns/:id': { id: campaignId, body: { note: '新注', version } },
    'GET /api/designs/:id': design,
    'PATCH /api/designs/:id': { ...design, body: { name: '新名', version } },
    'GET /api/batches/:id': batch,
    'GET /api/batches/:id/status': batch,
    'GET /api/batches/:id/progress': batch,
    'GET /api/batches/:id/findings': batch,
    'GET /api/batches/:id/proof': { ...batch, query: '?pieces=1,2' },
    'GET /api/batches/:id/spoilage': batch,
    'GET /api/batches/:id/make-goods': batch,
    'GET /api/batches/:id/file': { ...batch, query: '?chunkNo=1' },
    'POST /api/batches/:id/spoilage': {
      ...batch,
      body: { outcome: 'withdrawn', reason: 'jam', serials: ['B0000001-0000001-AA'] },
    },
    'POST /api/batches/:id/spoilage/undo': { ...batch, body: { seqs: [1] } },
    'POST /api/batches/:id/freeze': batch,
    'POST /api/batches/:id/approve': batch,
    'POST /api/batches/:id/print': batch,
    'POST /api/batches/:id/cancel': batch,
    'GET /api/batches/:id/dispatch': { id: uncertainBatchId },
    'POST /api/batches/:id/dispatch': { id: uncertainBatchId },
    'POST /api/batches/:id/dispatch/resolution': { id: uncertainBatchId, body: { delivered: true } },
    ...timelines('accounts', account),
    ...timelines('contacts', contact),
    ...timelines('address-lists', list),
    ...timelines('campaigns', { id: campaignId }),
    ...timelines('batches', batch),
    'PATCH /api/notes/:id': { id: world.noteId, body: { text: '改过的话', version } },
    'GET /api/notes/:id/versions': { id: world.noteId },
    'DELETE /api/notes/:id': { id: world.secondNoteId },
    'GET /api/service-cases/:id': served,
    'PATCH /api/service-cases/:id': { ...served, body: { urgency: 'high', version } },
    'POST /api/service-cases/:id/steps': { ...served, body: { from: 'open', to: 'heard' } },
    'POST /api/service-cases/:id/notes': { ...served, body: { note: '备注' } },
    'POST /api/service-cases/:id/hand-over': { ...served, body: { toId: world.marketer, reason: '休假' } },
    'POST /api/service-cases/:id/hand-over/answer': { ...served, body: { accept: true } },
    'DELETE /api/service-cases/:id/hand-over': served,
    'PUT /api/service-cases/:id/report': { ...served, body: { version, text: '报告', sent: false } },
    'POST /api/service-cases/:id/answer-link': served,
    'GET /api/list-views/:id': { id: world.viewId },
    'PATCH /api/list-views/:id': { id: world.viewId, body: { name: '新名', version } },
    'DELETE /api/list-views/:id': { id: world.spareViewId },
    'GET /api/bulk-edits/:id': { id: world.bulkEditId },
    'GET /api/bulk-edits/:id/progress': { id: world.bulkEditId },
    'POST /api/bulk-edits/:id/apply': { id: world.bulkEditId, body: {} },
    'POST /api/bulk-edits/:id/undo': { id: world.bulkEditId },
    ...Object.fromEntries(
      [
        'GET :id',
        'GET :id/rows',
        'GET :id/faults',
        'GET :id/progress',
        'POST :id/check',
        'POST :id/cancel',
        'POST :id/undo',
      ].map((route) => [route.replace(':id', '/api/record-imports/:id'), { id: world.recordImportId }]),
    ),
    'PUT /api/record-imports/:id/mapping': { id: world.recordImportId, body: { mapping: { code: 0 } } },
    'POST /api/record-imports/:id/apply': { id: world.recordImportId, body: {} },
    'GET /api/users/:id': { id: world.marketer },
    'PATCH /api/users/:id': { id: world.marketer, body: { name: '新名', version } },
    'PATCH /api/branches/:id': { id: world.branch, body: { name: '新名', version } },
    'DELETE /api/api-keys/:id': { id: world.apiKeyId },
    'PATCH /api/notifications/:id': { id: world.notificationId, body: { read: true } },
    'DELETE /api/follows/:id': { id: world.followId },
    'PATCH /api/chat-robots/:id': { id: world.robotId, body: { name: '新名', version } },
    'POST /api/chat-robots/:id/test': { id: world.robotId },
    'DELETE /api/chat-robots/:id': { id: world.spareRobotId },
    'GET /api/webhooks/:id': { id: world.webhookId },
    'PATCH /api/webhooks/:id': { id: world.webhookId, body: { name: '新名', version } },
    'POST /api/webhooks/:id/secret': { id: world.webhookId, body: {} },
    'POST /api/webhooks/:id/test': { id: world.webhookId },
    'GET /api/webhooks/:id/deliveries': { id: world.webhookId },
    'POST /api/webhooks/:id/replay': {
      id: world.webhookId,
      body: { from: '2026-01-01T00:00:00Z', to: '2026-01-02T00:00:00Z' },
    },
    'DELETE /api/webhooks/:id': { id: world.spareWebhookId },
    'POST /api/webhook-deliveries/:id/replay': { id: world.webhookDeliveryId },
  };
}

/** What every record with a timeline has. */
function timelines(path: string, record: Example): Record<string, Example> {
  return {
    [`GET /api/${path}/:id/timeline`]: record,
    [`GET /api/${path}/:id/field-history`]: record,
    [`GET /api/${path}/:id/readers`]: record,
    [`POST /api/${path}/:id/timeline/pins`]: { ...record, body: { entryId: world.noteId, pinned: false } },
    [`POST /api/${path}/:id/notes`]: { ...record, body: { text: '一句话' } },
  };
}

const withId = () => routesOf(app).filter(({ path }) => path.includes('/:id'));
const lists = () =>
  routesOf(app).filter(
    ({ method, path, access }) => method === 'get' && !path.includes(':') && access !== 'public',
  );

function call(caller: Caller, route: Route, { id, body, query = '', send }: Example): Test {
  const request = caller.send(route.method, route.path.replace(':id', id) + query);
  return send ? send(request) : body ? request.send(body) : request;
}

/** Everything a stranger could change, as the tables have it; personal sign-ins left out. */
const everything = () =>
  app.fixtures.sql<{ table: string; rows: string }>(
    `SELECT c.relname AS table,
            query_to_xml(format('SELECT * FROM %I t ORDER BY t::text', c.relname), true, false, '')::text AS rows
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname = 'public' AND c.relkind = 'r' AND c.relrowsecurity AND c.relname <> 'session'`,
  );

/** Ids of every row that stands under the owner's branch. */
async function ownersIds(): Promise<string[]> {
  const tables = await app.fixtures.sql<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.columns WHERE table_schema = 'public'
       AND column_name IN ('id', 'branch_id') AND udt_name = 'uuid' GROUP BY 1 HAVING count(*) = 2`,
  );
  const ids = [world.branch];
  for (const { name } of tables) {
    const rows = await app.fixtures.sql<{ id: string }>(`SELECT id FROM ${name} WHERE branch_id = $1`, [
      world.branch,
    ]);
    ids.push(...rows.map((row) => row.id));
  }
  return ids;
}

test('every route with an id has an example here, and nothing else is named by a parameter', () => {
  expect(withId().map(nameOf)).toEqual(Object.keys(examples()).sort());
  const others = routesOf(app).filter(({ path }) => /:(?!id(\/|$))/.test(path));
  expect(others.map(nameOf).filter((name) => !name.includes('/api/lists/:list'))).toEqual([
    'GET /api/designs/starters/:starterId/preview',
  ]);
});

test('an administrator of another branch gets 404 for all of it, and changes nothing', async () => {
  const before = await everything();
  for (const route of withId()) {
    const response = await call(world.stranger, route, examples()[nameOf(route)]!);
    expect([nameOf(route), response.status]).toEqual([nameOf(route), 404]);
    expect([nameOf(route), (response.body as { code: string }).code]).toEqual([nameOf(route), 'not-found']);
  }
  expect(await everything()).toEqual(before);
});

test('ids of another branch in a body are as unknown as ids of nothing', async () => {
  const { branch, otherBranch, accountId, listId, designId, campaignId, marketer } = world;
  const account = { branchId: otherBranch, code: 'X1', name: '甲', tier: 'key' };
  const campaign = { branchId: otherBranch, name: '甲', product: 'advertising-letter' };
  const list = { name: '甲', source: '甲', purpose: '甲' };
  const person = { email: 'x@test.cn', name: '甲', roles: ['leader'], password: 'correct horse battery' };
  const own = await world.stranger.post('/api/accounts', account).expect(201);
  const { id, version } = own.body as { id: string; version: number };
  const refused: [string, Test][] = [
    ['account in the branch', world.stranger.post('/api/accounts', { ...account, branchId: branch })],
    ['account with manager', world.stranger.post('/api/accounts', { ...account, managerId: marketer })],
    [
      'tier proposal',
      world.stranger.post('/api/account-tier-proposals', { accountId, toTier: 'standard', reason: '甲' }),
    ],
    ['account with parent', world.stranger.post('/api/accounts', { ...account, parentId: accountId })],
    ['account moved', world.stranger.patch(`/api/accounts/${id}`, { branchId: branch, version })],
    [
      'team',
      world.stranger.put(`/api/accounts/${id}/team`, {
        version: 1,
        members: [{ userId: marketer, role: 'lead' }],
      }),
    ],
    ['contact compared', world.stranger.post('/api/contacts/duplicates', { id: world.contactId })],
    ['contact in the branch', world.stranger.post('/api/contacts', { name: '甲', branchId: branch })],
    [
      'contact at account',
      world.stranger.post('/api/contacts', {
        name: '甲',
        position: { accountId, role: 'user', rank: 'staff' },
      }),
    ],
    [
      'contact of the branch at one’s own account',
      world.stranger.post(`/api/contacts/${world.contactId}/positions`, {
        accountId: id,
        role: 'user',
        rank: 'staff',
      }),
    ],
    [
      'case of account',
      world.stranger.post('/api/service-cases', { accountId, kind: 'request', title: '甲' }),
    ],
    ['rules of the branch', world.stranger.get(`/api/service-rules?of=${branch}`)],
    [
      'categories of the branch',
      world.stranger.put('/api/service-rules/categories', { of: branch, kind: 'request', names: ['甲'] }),
    ],
    [
      'tier rule in the branch',
      world.stranger.post('/api/account-tier-rules', {
        branchId: branch,
        provincialFromFen: 2,
        keyFromFen: 1,
      }),
    ],
    [
      'decline threshold in the branch',
      world.stranger.post('/api/decline-thresholds', {
        branchId: branch,
        tier: 'key',
        festivalPercent: 9,
        monthPercent: 9,
        leastFen: 9,
        recoveryDays: 9,
      }),
    ],
    ['plan of an owner', world.stranger.post(`/api/accounts/${id}/plan`, { year: 2026, ownerId: marketer })],
    [
      'action of an owner',
      world.stranger.post(`/api/accounts/${id}/actions`, {
        title: '甲',
        dueOn: '2026-01-05',
        ownerId: marketer,
      }),
    ],
    [
      'field in the branch',
      world.stranger.post('/api/account-fields', {
        branchId: branch,
        key: 'x',
        labelZh: '甲',
        labelEn: 'x',
        type: 'text',
      }),
    ],
    ['list in the branch', world.stranger.post('/api/address-lists', { ...list, branchId: branch })],
    ['list for account', world.stranger.post('/api/address-lists', { ...list, accountId })],
    [
      'campaign in the branch',
      world.stranger.post('/api/campaigns', { ...campaign, branchId: branch, accountId: id }),
    ],
    ['campaign for account', world.stranger.post('/api/campaigns', { ...campaign, accountId })],
    ['campaign with list', world.stranger.post('/api/campaigns', { ...campaign, accountId: id, listId })],
    ['campaign with design', world.stranger.post('/api/campaigns', { ...campaign, accountId: id, designId })],
    ['batch of campaign', world.stranger.post('/api/batches', { campaignId })],
    ['batch of list', world.stranger.post('/api/batches', { listId, designId })],
    ['preview', world.stranger.post('/api/designs/preview', { body: PLAIN_LETTER, artwork: {}, listId })],
    [
      'suppression',
      world.stranger.post('/api/suppressions', {
        address: '甲',
        kind: 'address',
        reason: 'asked',
        branchId: branch,
      }),
    ],
    ['user in the branch', world.stranger.post('/api/users', { ...person, branchId: branch })],
    ['user moved', world.stranger.patch(`/api/users/${world.strangerId}`, { branchId: branch, version: 1 })],
    [
      'branch below',
      world.stranger.post('/api/branches', { parentId: branch, code: 'X-1', name: '甲', level: 'county' }),
    ],
    ['branch moved', world.stranger.patch(`/api/branches/${otherBranch}`, { parentId: branch, version: 1 })],
  ];
  for (const [what, request] of refused) {
    const { status } = await request;
    expect([what, status]).toEqual([what, 404]);
  }
});

const QUERIES: Record<string, string> = {
  'GET /api/list-views': 'list=accounts',
  'GET /api/bulk-edits': 'list=accounts',
  'GET /api/record-imports': 'list=accounts',
  'GET /api/revenue/summary': 'by=account',
  'GET /api/revenue/export': 'format=csv',
};
/** Of the product itself, the same for everybody; and what is everybody’s own. */
const OF_NO_BRANCH = [
  // A person's own, and not before they are carried out.
  'GET /api/bulk-edits',
  'GET /api/designs/starters',
  'GET /api/industries',
  'GET /api/products',
  'GET /api/audit/verify',
  'GET /api/notifications/unread',
  'GET /api/notification-settings',
];

test('no list shows another branch anything, however it is filtered', async () => {
  const ids = await ownersIds();
  expect(ids.length).toBeGreaterThan(15);
  const filters = [
    `branchId=${world.branch}`,
    `accountId=${world.accountId}`,
    `campaignId=${world.campaignId}`,
    `managerId=${world.marketer}`,
    `parentId=${world.accountId}`,
  ];
  for (const route of lists()) {
    const query = QUERIES[nameOf(route)] ?? '';
    for (const filter of ['', ...filters]) {
      const answer = await world.stranger.get(`${route.path}?${query}&${filter}`).expect(200);
      // Figures repeat the filter they were asked for.
      const shown = ids.filter((id) => !filter.endsWith(id) && answer.text.includes(id));
      expect([nameOf(route), filter, shown]).toEqual([nameOf(route), filter, []]);
      expect([nameOf(route), answer.text.includes('测试银行')]).toEqual([nameOf(route), false]);
    }
  }
});

test('figures of another branch are nothing', async () => {
  for (const filter of [
    '',
    `&branchId=${world.branch}`,
    `&accountId=${world.accountId}`,
    `&campaignId=${world.campaignId}`,
  ]) {
    const { body } = await world.stranger.get(`/api/revenue/summary?by=account${filter}`).expect(200);
    expect(body).toMatchObject({ total: { amountFen: 0, pieces: 0, lines: 0 }, groups: [] });
  }
  const { body } = await world.owner.get('/api/revenue/summary?by=account').expect(200);
  expect(body).toMatchObject({ total: { amountFen: 12300, lines: 1 } });
});

// Last, because it uses everything up: what the stranger was refused is there for whom it belongs to.
test('the owner reaches all of it', async () => {
  const ids = await ownersIds();
  for (const route of lists().filter((list) => !OF_NO_BRANCH.includes(nameOf(list)))) {
    const answer = await world.owner.get(`${route.path}?${QUERIES[nameOf(route)] ?? ''}`).expect(200);
    const shown = ids.some((id) => answer.text.includes(id)) || answer.text.includes('测试银行');
    expect([nameOf(route), shown]).toEqual([nameOf(route), true]);
  }
  for (const route of withId()) {
    const { status } = await call(world.owner, route, examples()[nameOf(route)]!);
    expect([nameOf(route), status < 400 || [409, 412, 422].includes(status)]).toEqual([nameOf(route), true]);
  }
});
