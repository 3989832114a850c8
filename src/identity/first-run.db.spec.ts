import { createTestApp, TestApp } from '../../test/support/test-app';
import { FirstRunService } from './first-run.service';

let program: TestApp;
let firstRun: FirstRunService;

const administrator = (code: string) => ({
  branch: { code, name: '省局', level: 'province' as const },
  email: 'admin@example.test',
  name: '管理员',
  password: 'a long enough password',
});

beforeAll(async () => {
  program = await createTestApp({ RUN_JOBS: 'false' });
  firstRun = program.app.get(FirstRunService);
});
afterAll(() => program.close());

test('leaves nothing behind when the work after the branches fails', async () => {
  const tree = [{ code: 'FJ', name: '省局', level: 'province' as const, parent: null }];
  await expect(firstRun.plant(tree, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await firstRun.isEmpty()).toBe(true);
});

test('makes the first administrator, who can log in and administer', async () => {
  await firstRun.createAdministrator(administrator('FJ'));
  const { email, password } = administrator('FJ');
  const { body } = await program.anonymous.post('/api/session').send({ email, password }).expect(200);
  expect(JSON.stringify(body)).toContain('users:admin');
});

test('happens once', async () => {
  await expect(firstRun.createAdministrator(administrator('XX'))).rejects.toMatchObject({
    code: 'first-run.done',
  });
});
