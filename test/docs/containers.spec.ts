import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Script } from 'node:vm';
import { parse } from 'yaml';
import { environmentSchema, loadConfig } from '../../libs/config/config';

const ROOT = join(__dirname, '../..');
const text = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

interface Service {
  image: string;
  command?: string[];
  environment: Record<string, string>;
  volumes: string[];
  profiles?: string[];
  configs?: { source: string; target: string }[];
  pull_policy?: string;
  healthcheck?: { test: string[] };
}

const compose = text('docker-compose.yml');
const { name, services, configs, volumes } = parse(compose, { merge: true }) as {
  name: string;
  services: Record<string, Service>;
  configs: Record<string, { content: string }>;
  volumes: Record<string, null>;
};
const api = services.api!;
const worker = services.worker!;
const dockerfile = text('Dockerfile');
const known = Object.keys(environmentSchema.shape);

/** `${NAME}`, `${NAME:-default}`, `${NAME:?reason}` as Docker Compose fills them in. */
const SUBSTITUTION = /\$\{(\w+)(?::([-?])([^}]*))?\}/g;

/** @throws Error for a variable that must be given and is not */
function substituted(value: string, given: Record<string, string>): string {
  return value.replace(SUBSTITUTION, (_, name: string, kind: string | undefined, rest: string) => {
    if (given[name]) return given[name];
    if (kind === '?') throw new Error(`${name}: ${rest}`);
    return kind === '-' ? rest : '';
  });
}

function configOf(service: Service, given: Record<string, string>) {
  const environment = Object.entries(service.environment);
  return loadConfig(
    Object.fromEntries(environment.map(([name, value]) => [name, substituted(value, given)])),
  );
}

const SECRETS = { POSTGRES_PASSWORD: 'abc123', HASH_KEY: 'ab'.repeat(32) };

test('the API and the worker are given settings that the program knows', () => {
  const named = [api, worker].flatMap((service) => Object.keys(service.environment));
  expect(named.filter((name) => !known.includes(name))).toEqual([]);
  const baked = [...dockerfile.matchAll(/^ENV (.+)$/gm)].flatMap(([, pairs]) =>
    [...pairs!.matchAll(/(\w+)=/g)].map(([, name]) => name!),
  );
  expect(baked.filter((name) => name !== 'NODE_ENV' && !known.includes(name))).toEqual([]);
  expect(baked).toContain('HOST');
});

test('the API and the worker share everything but who runs the jobs', () => {
  const { RUN_JOBS: apiRuns, ...apiRest } = api.environment;
  const { RUN_JOBS: workerRuns, ...workerRest } = worker.environment;
  expect(workerRest).toEqual(apiRest);
  expect([apiRuns, workerRuns]).toEqual(['false', 'true']);
  for (const name of ['DATABASE_URL', 'REDIS_URL', 'HASH_KEY', 'S3_BUCKET', 'DATA_DIR', 'DISPATCH_DIR']) {
    expect(apiRest).toHaveProperty(name);
  }
  expect(worker.volumes).toEqual(api.volumes);
  expect(worker.image).toBe(api.image);
});

test('with the two secrets the program starts on the servers beside it', () => {
  for (const service of [api, worker]) {
    const config = configOf(service, SECRETS);
    expect(new URL(config.DATABASE_URL!).host).toBe('postgres:5432');
    expect(new URL(config.REDIS_URL!).host).toBe('redis:6379');
    expect(config).toMatchObject({
      HOST: '0.0.0.0',
      DEMO: 'off',
      dataDir: '/data',
      dispatchDir: '/dispatch',
    });
    expect(config.storage.kind).toBe('local');
    expect(config.hashKey.toString('hex')).toBe(SECRETS.HASH_KEY);
  }
});

test.each(Object.keys(SECRETS))('without %s nothing starts', (name) => {
  const given: Record<string, string> = { ...SECRETS, [name]: '' };
  // Refused by Docker Compose, before any container is made.
  expect(() => configOf(api, given)).toThrow(new RegExp(`^${name}: set ${name}`));
});

test('the bucket of the profile is the one the program uses', () => {
  const given = {
    ...SECRETS,
    S3_BUCKET: 'letters',
    S3_ENDPOINT: 'http://minio:9000',
    S3_ACCESS_KEY_ID: 'key',
    S3_SECRET_ACCESS_KEY: 'secret-secret',
  };
  expect(configOf(worker, given).storage).toMatchObject({
    kind: 's3',
    bucket: 'letters',
    accessKeyId: 'key',
  });
  const { MINIO_ROOT_USER, MINIO_ROOT_PASSWORD } = services.minio!.environment;
  expect(substituted(MINIO_ROOT_USER!, given)).toBe('key');
  expect(substituted(MINIO_ROOT_PASSWORD!, given)).toBe('secret-secret');
  expect(substituted(services['minio-bucket']!.environment.BUCKET!, given)).toBe('letters');
  expect([services.minio!.profiles, services['minio-bucket']!.profiles]).toEqual([['minio'], ['minio']]);
});

test('every variable the operator may set is described', () => {
  const asked = new Set([...compose.matchAll(SUBSTITUTION)].map(([, name]) => name!));
  const operations = text('docs/operations.md');
  expect([...asked].filter((name) => !operations.includes(`\`${name}\``))).toEqual([]);
  expect(asked.size).toBeGreaterThan(10);
});

test('the servers keep what they are given', () => {
  // uuidv7() came with PostgreSQL 18, whose image keeps its data one folder higher than those before.
  expect(Number(/^postgres:(\d+)/.exec(services.postgres!.image)?.[1])).toBeGreaterThanOrEqual(18);
  expect(services.postgres!.volumes).toEqual(['postgres:/var/lib/postgresql']);
  const redis = services.redis!.command!.join(' ');
  expect(redis).toContain('--appendonly yes');
  expect(redis).toContain('--maxmemory-policy noeviction');
  const mounted = Object.values(services).flatMap((service) => service.volumes ?? []);
  for (const name of Object.keys(volumes)) expect(mounted.join(' ')).toContain(name);
});

test('the program is no superuser of its database, and nobody is one over the network', () => {
  const { environment, configs: files = [] } = services.postgres!;
  // The image makes a superuser of this name, with the password every container knows.
  expect(environment).not.toHaveProperty('POSTGRES_USER');
  const atFirst = files.filter(({ target }) => /^\/docker-entrypoint-initdb\.d\/[\w-]+\.sql$/.test(target));
  const statements = atFirst.map(({ source }) => configs[source]!.content).join('\n');
  const { username, pathname } = new URL(configOf(api, SECRETS).DATABASE_URL!);
  // Roles: the first migration makes two.
  expect(statements).toContain(`CREATE ROLE ${username} LOGIN CREATEROLE PASSWORD :'password';`);
  expect(statements).toContain(`ALTER DATABASE ${environment.POSTGRES_DB} OWNER TO ${username};`);
  expect(statements).toContain('ALTER ROLE postgres PASSWORD NULL;');
  expect(statements).not.toMatch(/SUPERUSER|BYPASSRLS|\$/);
  expect(pathname).toBe(`/${environment.POSTGRES_DB}`);
});

test('a folder that is moved or renamed keeps its volumes', () => {
  expect(name).toBe('hongyan');
});

test('the build asks for Node’s image alone, and for the packages that the lock file names', () => {
  // A line `# syntax=` fetches one image more before anything is built, also where all others are at hand.
  expect(dockerfile).not.toMatch(/^#\s*syntax\s*=/im);
  const bases = [...dockerfile.matchAll(/^FROM (\S+)/gm)].map(([, base]) => base!);
  expect(new Set(bases)).toEqual(new Set(['node:22-bookworm-slim']));
  const [npm] = /^RUN npm (?:ci|i|install)\b.*$/m.exec(dockerfile)!;
  expect(npm).toMatch(/^RUN npm ci\b/);
});

test('neither secrets nor data reach the build', () => {
  const ignored = text('.dockerignore').split('\n');
  for (const line of ['.git', 'data', '.env*', '*.dump', '**/*.log', '**/node_modules', '**/dist']) {
    expect(ignored).toContain(line);
  }
  expect(ignored.filter((line) => line.startsWith('!'))).toEqual([]);
});

test('both programs of the image exist in the sources, and none runs as root', () => {
  const start = JSON.parse(/^CMD (\[.+\])$/m.exec(dockerfile)![1]!) as string[];
  for (const command of [start, worker.command!]) {
    const program = command.at(-1)!;
    expect(existsSync(join(ROOT, program.replace(/^dist\//, '').replace(/\.js$/, '.ts')))).toBe(true);
  }
  expect(start.at(-1)).toBe('dist/src/main.js');
  expect(worker.command!.at(-1)).toBe('dist/src/worker.js');
  const last = dockerfile.slice(dockerfile.lastIndexOf('\nFROM '));
  expect(/^USER (\w+)$/m.exec(last)?.[1]).toBe('node');
});

test('the API is asked how it is, the worker is not, and both are made here', () => {
  const [kind, program, flag, script] = api.healthcheck!.test;
  expect([kind, program, flag]).toEqual(['CMD', 'node', '-e']);
  expect(() => new Script(script!)).not.toThrow();
  expect(script).toContain(`http://127.0.0.1:${api.environment.PORT}/api/health`);
  // A check in the image, even one switched off again, makes `docker compose up --wait` fail for the worker.
  expect(worker).not.toHaveProperty('healthcheck');
  expect(dockerfile).not.toMatch(/^HEALTHCHECK/m);
  // Otherwise Docker asks the public registry for an image of this name first.
  expect([api.pull_policy, worker.pull_policy]).toEqual(['never', 'never']);
});
