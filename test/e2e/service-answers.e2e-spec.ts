import { type ServiceCase as Case, type ServiceWorld, serviceWorld } from '../support/service-world';
import type { TestApp } from '../support/test-app';

let program: TestApp;
let people: ServiceWorld['people'];
let open: ServiceWorld['open'];
let step: ServiceWorld['step'];

beforeAll(async () => {
  ({ program, people, open, step } = await serviceWorld());
});
afterAll(() => program.close());

const codeOf = (response: { body: unknown }) => (response.body as { code: string }).code;
const told = (id: string) =>
  program.fixtures.sql<{ kind: string; facts: Record<string, unknown> }>(
    'SELECT kind, facts, via, actor_name FROM audit_entry WHERE subject_id = $1 ORDER BY at, id',
    [id],
  );

describe('answer by link', () => {
  const look = (token: string) => program.anonymous.post('/api/service-answers/look').send({ token });
  const answer = (body: object) => program.anonymous.post('/api/service-answers').send(body);
  const link = async (it: Case): Promise<string> => {
    const { body } = await people.anna.caller.post(`/api/service-cases/${it.id}/answer-link`).expect(201);
    return (body as { token: string }).token;
  };
  const resolved = async () => step(await step(await open(), 'heard'), 'resolved');
  beforeEach(() => program.fixtures.sql('TRUNCATE case_answer_attempt'));

  test('one answer, from nobody logged in, who learns number and title and nothing else', async () => {
    const it = await resolved();
    const token = await link(it);
    expect((await look(token).expect(200)).body).toEqual({ number: it.number, title: '要样品' });
    await answer({ token, score: 4, comment: '及时' }).expect(204);
    const { body } = await people.anna.caller.get(`/api/service-cases/${it.id}`).expect(200);
    expect(body).toMatchObject({ score: 4, answer: { score: 4, comment: '及时', open: false } });
    for (const again of [look(token), answer({ token, score: 1 })]) {
      expect(codeOf(await again.expect(404))).toBe('case-answer.unknown');
    }
    const [event] = (await told(it.id)).filter(({ kind }) => kind === 'case.answered');
    expect(event!.facts).toMatchObject({ score: 4 });
    expect(event).toMatchObject({ via: 'nobody', actor_name: null });
    expect(JSON.stringify(event)).not.toContain('及时');
  });

  test('sent twice at once, one of them counts', async () => {
    const token = await link(await resolved());
    const answers = await Promise.all([1, 5].map((score) => answer({ token, score })));
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 404]);
  });

  test('an answer is not replaced; opened again, old links lead nowhere and a new answer is asked for', async () => {
    let it = await resolved();
    const url = `/api/service-cases/${it.id}/answer-link`;
    await answer({ token: await link(it), score: 1 }).expect(204);
    expect(codeOf(await people.anna.caller.post(url).expect(409))).toBe('case.answered');
    it = await step(it, 'heard', { note: '再次反映' });
    it = await step(it, 'resolved');
    const early = await link(it);
    it = await step(it, 'heard', { note: '又再次反映' });
    it = await step(it, 'resolved');
    for (const gone of [look(early), answer({ token: early, score: 5 })]) {
      expect(codeOf(await gone.expect(404))).toBe('case-answer.unknown');
    }
    const page = await people.anna.caller.get(`/api/service-cases/${it.id}`).expect(200);
    expect(page.body).toMatchObject({ answer: { score: 1, ofThisRound: false } });
    await answer({ token: await link(it), score: 4 }).expect(204);
    const { body } = await people.anna.caller.get(`/api/service-cases/${it.id}`).expect(200);
    expect(body).toMatchObject({ score: 4, answer: { score: 4, ofThisRound: true } });
  });

  test('no token is stored; a guess, an expired link and one replaced by a newer are all unknown', async () => {
    const it = await resolved();
    const first = await link(it);
    const second = await link(it);
    const rows = await program.fixtures.sql('SELECT l::text FROM case_answer_link l');
    expect(JSON.stringify(rows)).not.toContain(second);
    expect((await look(first)).status).toBe(404);
    expect((await look('A'.repeat(43))).status).toBe(404);
    expect((await look('short')).status).toBe(400);
    await look(second).expect(200);
    await program.fixtures.sql(`UPDATE case_answer_link SET expires_at = now() - interval '1 second'`);
    expect((await look(second)).status).toBe(404);
    expect((await answer({ token: second, score: 5 })).status).toBe(404);
  });

  test('a score out of range is refused, and so is asking before it is resolved', async () => {
    const token = await link(await resolved());
    for (const score of [0, 6, 2.5]) await answer({ token, score }).expect(400);
    const it = await open();
    expect(codeOf(await people.anna.caller.post(`/api/service-cases/${it.id}/answer-link`).expect(409))).toBe(
      'case.answer-too-early',
    );
  });

  test('who tries again and again is stopped', async () => {
    const statuses: number[] = [];
    for (let round = 0; round < 62; round += 1) statuses.push((await look('B'.repeat(43))).status);
    expect(statuses.slice(0, 60).every((status) => status === 404)).toBe(true);
    expect(statuses.slice(60)).toEqual([429, 429]);
  });
});
