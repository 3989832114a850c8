import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { z } from 'zod';

const flag = z.enum(['true', 'false', '1', '0']).transform((value) => value === 'true' || value === '1');

/** Every variable the program reads. Each one is described in docs/operations.md; a test compares the two. */
export const environmentSchema = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  HOST: z.string().default('127.0.0.1'),
  DATA_DIR: z.string().default('./data'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  DATABASE_POOL: z.coerce.number().int().min(2).max(200).default(12),
  REDIS_URL: z.url({ protocol: /^rediss?$/ }).optional(),
  S3_ENDPOINT: z.url().optional(),
  S3_BUCKET: z.string().optional(),
  S3_REGION: z.string().default('us-east-1'),
  S3_ACCESS_KEY_ID: z.string().optional(),
  S3_SECRET_ACCESS_KEY: z.string().optional(),
  S3_FORCE_PATH_STYLE: flag.default(true),
  HASH_KEY: z
    .string()
    .regex(/^[0-9a-f]{64}$/, 'HASH_KEY must be 64 hexadecimal characters')
    .optional(),
  RUN_JOBS: flag.default(true),
  PRINT_THREADS: z.coerce.number().int().min(1).max(256).default(availableParallelism()),
  CHUNK_PIECES: z.coerce.number().int().min(1).max(10_000).default(5_000),
  APPROVAL_THRESHOLD_PIECES: z.coerce.number().int().min(0).default(20_000),
  DISPATCH_DIR: z.string().optional(),
  UPLOAD_LIMIT_MB: z.coerce.number().int().min(1).max(4096).default(1024),
  SESSION_HOURS: z.coerce.number().int().min(1).max(720).default(12),
  COOKIE_SECURE: flag.default(false),
  TRUST_PROXY: flag.default(false),
  RATE_LIMIT_PER_MINUTE: z.coerce.number().int().min(0).max(1_000_000).default(3_000),
  RATE_LIMIT_ANONYMOUS_PER_MINUTE: z.coerce.number().int().min(0).max(1_000_000).default(600),
  OUTGOING_PRIVATE_HOSTS: z.string().optional(),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  MAIL_FROM: z.string().max(320).optional(),
  ROBOT_HOSTS: z.string().optional(),
  DEMO: z.enum(['auto', 'off']).default('auto'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
});

type Environment = z.output<typeof environmentSchema>;

export interface S3Config {
  kind: 's3';
  endpoint?: string;
  bucket: string;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
  forcePathStyle: boolean;
}

/** The settings as the rest of the program sees them: checked, typed, with paths made absolute. */
export interface Config extends Omit<
  Environment,
  | 'DATA_DIR'
  | 'DISPATCH_DIR'
  | 'HASH_KEY'
  | 'OUTGOING_PRIVATE_HOSTS'
  | 'PUBLIC_URL'
  | 'SMTP_URL'
  | 'MAIL_FROM'
  | 'ROBOT_HOSTS'
> {
  dataDir: string;
  dispatchDir: string;
  /** Key of every keyed hash over personal data (recipients, suppression), 32 bytes. */
  hashKey: Buffer;
  storage: { kind: 'local'; dir: string } | S3Config;
  /** Hosts in private networks that webhooks and robots may be sent to. */
  outgoingPrivateHosts: string[];
  /** Where people open the program, without a slash at the end: links in messages begin with it. */
  publicUrl: string;
  /** Null: no mail is sent. */
  mail: MailConfig | null;
  /** Hosts of chat robots besides those of the known services. */
  robotHosts: string[];
}

export interface MailConfig {
  smtpUrl: string;
  /** `name <address>` or an address alone. */
  from: string;
}

/** Thrown when the environment cannot be used; `message` lists every variable at fault. */
export class ConfigError extends Error {
  readonly code = 'config.invalid';
}

/** This process's environment with `defaults` below it and `overrides` above it, for commands with flags of their own. */
export function environmentWith(
  defaults: NodeJS.ProcessEnv,
  overrides: NodeJS.ProcessEnv = {},
): NodeJS.ProcessEnv {
  return { ...defaults, ...process.env, ...overrides };
}

/**
 * Reads and checks the environment once at start.
 *
 * @param env variables by name, `process.env` unless a test passes its own
 * @throws ConfigError naming each variable that is wrong
 */
export function loadConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = environmentSchema.safeParse(given);
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new ConfigError(`环境变量有误 / Invalid environment:\n  ${faults.join('\n  ')}`);
  }
  const { DATA_DIR, DISPATCH_DIR, HASH_KEY, OUTGOING_PRIVATE_HOSTS, ...others } = parsed.data;
  const { PUBLIC_URL, SMTP_URL, MAIL_FROM, ROBOT_HOSTS, ...rest } = others;
  const dataDir = resolve(DATA_DIR);
  if (rest.DATABASE_URL && !HASH_KEY) {
    throw new ConfigError(
      '使用外部数据库时必须设置 HASH_KEY(64 位十六进制) / HASH_KEY (64 hexadecimal characters) is required with DATABASE_URL: every machine must hash recipients alike.',
    );
  }
  return {
    ...rest,
    dataDir,
    dispatchDir: resolve(DISPATCH_DIR ?? join(dataDir, 'dispatch')),
    hashKey: HASH_KEY ? Buffer.from(HASH_KEY, 'hex') : localHashKey(dataDir),
    storage: storageOf(rest, dataDir),
    outgoingPrivateHosts: wordsOf(OUTGOING_PRIVATE_HOSTS),
    publicUrl: (PUBLIC_URL ?? `http://localhost:${rest.PORT}`).replace(/\/+$/, ''),
    mail: mailOf(SMTP_URL, MAIL_FROM),
    robotHosts: wordsOf(ROBOT_HOSTS),
  };
}

const wordsOf = (list = ''): string[] =>
  list
    .split(',')
    .map((word) => word.trim())
    .filter(Boolean);

function mailOf(smtpUrl: string | undefined, from: string | undefined): MailConfig | null {
  if (!smtpUrl) return null;
  if (!from) {
    throw new ConfigError('设置 SMTP_URL 时还须设置 MAIL_FROM / SMTP_URL needs MAIL_FROM.');
  }
  return { smtpUrl, from };
}

function storageOf(
  env: Pick<Environment, keyof Environment & `S3_${string}`>,
  dataDir: string,
): Config['storage'] {
  if (!env.S3_BUCKET) return { kind: 'local', dir: join(dataDir, 'files') };
  if (!env.S3_ACCESS_KEY_ID || !env.S3_SECRET_ACCESS_KEY) {
    throw new ConfigError(
      '设置 S3_BUCKET 时还须设置 S3_ACCESS_KEY_ID 和 S3_SECRET_ACCESS_KEY / S3_BUCKET needs S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY.',
    );
  }
  return {
    kind: 's3',
    endpoint: env.S3_ENDPOINT,
    bucket: env.S3_BUCKET,
    region: env.S3_REGION,
    accessKeyId: env.S3_ACCESS_KEY_ID,
    secretAccessKey: env.S3_SECRET_ACCESS_KEY,
    forcePathStyle: env.S3_FORCE_PATH_STYLE,
  };
}

/** A machine without a configured key makes one and keeps it beside its data, readable by its owner only. */
function localHashKey(dataDir: string): Buffer {
  const file = join(dataDir, 'hash-key');
  if (!existsSync(file)) {
    mkdirSync(dataDir, { recursive: true });
    try {
      writeFileSync(file, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
  return Buffer.from(readFileSync(file, 'utf8').trim(), 'hex');
}
