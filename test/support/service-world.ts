import { type Caller, createTestApp, type TestApp } from './test-app';

export interface ServiceCase {
  id: string;
  number: string;
  state: string;
  ownerId: string;
  version: number;
  next: string[];
  [field: string]: unknown;
}

type Name = 'anna' | 'ben' | 'lee' | 'auditor' | 'served' | 'stranger';

/** A city's service desk: its people, one account of theirs with a team member from another city, and a stranger. */
export interface ServiceWorld {
  program: TestApp;
  city: string;
  otherCity: string;
  account: string;
  people: Record<Name, { id: string; caller: Caller }>;
  /** Opens a case, as anna unless somebody else is named. */
  open(by?: Caller, over?: object): Promise<ServiceCase>;
  /** Takes a step with it. */
  step(it: ServiceCase, to: string, over?: object): Promise<ServiceCase>;
}

/** Runs no jobs: what they would do is called. */
export async function serviceWorld(): Promise<ServiceWorld> {
  const program = await createTestApp({ RUN_JOBS: 'false' });
  const { fixtures } = program;
  const root = await fixtures.branch('FJ', null, '省局');
  const city = await fixtures.branch('FJ-XM', root, '厦门');
  const otherCity = await fixtures.branch('FJ-FZ', root, '福州');
  const person = async (name: string, branch: string, roles: Parameters<typeof fixtures.user>[2]) => {
    const id = await fixtures.user(`${name}@example.test`, branch, roles);
    return { id, caller: await program.as(`${name}@example.test`) };
  };
  const people = {
    anna: await person('anna', city, ['account-manager']),
    ben: await person('ben', city, ['operator']),
    lee: await person('lee', city, ['leader', 'administrator']),
    auditor: await person('auditor', city, ['auditor']),
    served: await person('served', otherCity, ['account-manager']),
    stranger: await person('stranger', otherCity, ['administrator']),
  };
  const [row] = await fixtures.sql<{ id: string }>(
    `INSERT INTO key_account (branch_id, code, name, tier, manager_id) VALUES ($1, 'A', '甲公司', 'key', $2) RETURNING id`,
    [city, people.ben.id],
  );
  const account = row!.id;
  await fixtures.sql(`INSERT INTO account_member (account_id, user_id, role) VALUES ($1, $2, 'backup')`, [
    account,
    people.served.id,
  ]);
  const anna = people.anna.caller;
  return {
    program,
    city,
    otherCity,
    account,
    people,
    open: async (by = anna, over = {}) => {
      const body = { accountId: account, kind: 'request', title: '要样品', ...over };
      return (await by.post('/api/service-cases', body).expect(201)).body as ServiceCase;
    },
    step: async (it, to, over = {}) => {
      const body = { from: it.state, to, ...over };
      return (await anna.post(`/api/service-cases/${it.id}/steps`, body).expect(200)).body as ServiceCase;
    },
  };
}
