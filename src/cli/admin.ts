import 'reflect-metadata';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { NestFactory } from '@nestjs/core';
import { z } from 'zod';
import { loadConfig } from '../../libs/config/config';
import { AppError } from '../../libs/http/app-error';
import { FirstRunService } from '../identity/first-run.service';
import { readyDatabase } from '../runtime';
import { WorkerModule } from '../worker.module';

const HELP = `npm run admin -- create --email E-MAIL --name NAME --branch-code CODE --branch-name NAME [--level province|city|county]

建立首个机构和管理员(仅限空数据库;以 DEMO=off 启动的系统)。密码从标准输入读取,至少 10 个字符。
Creates the first branch and its administrator, in an empty database only (start the program with DEMO=off,
or it loads the demo year first). The password is read from standard input: at least 10 characters.

  read -rs PASSWORD && printf %s "$PASSWORD" | npm run --silent admin -- create \\
    --email admin@example.org --name 管理员 --branch-code FJ --branch-name 福建省信函广告局
`;

const inputSchema = z.object({
  email: z.email().max(254).toLowerCase(),
  name: z.string().trim().min(1).max(60),
  'branch-code': z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z0-9][A-Z0-9-]{0,31}$/),
  'branch-name': z.string().trim().min(1).max(100),
  level: z.enum(['province', 'city', 'county']),
  password: z.string().min(10).max(200),
});

/** A mistake in how the command was called: the sentence is all there is to say. */
class UsageError extends Error {}

async function run(): Promise<void> {
  const { values, positionals } = parseArguments();
  if (values.help || positionals.length === 0) {
    process.stdout.write(HELP);
    return;
  }
  if (positionals.length !== 1 || positionals[0] !== 'create') throw new UsageError(HELP);
  const password = (await text(process.stdin)).replace(/\r?\n$/, '');
  const parsed = inputSchema.safeParse({ ...values, password });
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
    throw new UsageError(`参数有误 / Not valid:\n${faults.join('\n')}\n\n${HELP}`);
  }
  await create(parsed.data);
}

function parseArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        email: { type: 'string' },
        name: { type: 'string' },
        'branch-code': { type: 'string' },
        'branch-name': { type: 'string' },
        level: { type: 'string', default: 'province' },
        help: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\n\n${HELP}`);
  }
}

async function create(input: z.output<typeof inputSchema>): Promise<void> {
  const config = { ...loadConfig(), RUN_JOBS: false, LOG_LEVEL: 'error' as const };
  const database = await readyDatabase(config);
  try {
    const app = await NestFactory.createApplicationContext(WorkerModule.forRoot(config, database.url), {
      logger: ['error'],
      abortOnError: false,
    });
    try {
      await app.get(FirstRunService).createAdministrator({
        branch: { code: input['branch-code'], name: input['branch-name'], level: input.level },
        email: input.email,
        name: input.name,
        password: input.password,
      });
      process.stdout.write('✓ 已建立机构和管理员 / The branch and its administrator exist now.\n');
    } finally {
      await app.close();
    }
  } finally {
    await database.stop();
  }
}

run().catch((error: Error) => {
  const sentence = error instanceof AppError ? `${error.sentence.zh}\n${error.sentence.en}` : error.message;
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
});
