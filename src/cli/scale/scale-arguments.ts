import { parseArgs } from 'node:util';
import { z } from 'zod';

export const SCALE_HELP = `npm run seed:scale -- --accounts 100000 --contacts 500000 --entries 5000000 [选项 options]

把一个空数据库填满虚构的大客户、联系人和动态,供测速用;相同的参数得到相同的内容。
Fills an empty database with made-up accounts, contacts and timelines to measure against; the same arguments give
the same content.

  --accounts N       大客户数(默认 2000)  key accounts (default 2000)
  --contacts N       联系人数(默认客户数的 5 倍)  contacts (default five an account)
  --entries N        动态条数(默认客户数的 50 倍)  timeline entries (default fifty an account)
  --group N          最大集团的客户数(默认 5000,不超过客户数)  accounts of the largest group (default 5000)
  --seed N           随机种子(默认 1)  other seeds give other content (default 1)
  --data-dir DIR     数据文件夹,自带 PostgreSQL(默认 ./data-scale)  data folder with a PostgreSQL of its own
  --database-url URL 改用此数据库,须以超级用户连接  this database instead, connected to as a superuser
  --force            已有其他大客户时仍然填入  also into a database that has other accounts already
  --help             显示本说明  shows this

谁都不要在填好的数据库里办公:动态没有封存进审计链。
Not a database to work in: its entries are not sealed into the audit chain.
`;

/** A mistake in how the command was called: its sentence is all there is to say. */
export class UsageError extends Error {}

/** How much to make up. */
export interface ScaleSize {
  accounts: number;
  contacts: number;
  entries: number;
  /** Accounts of the largest group, its head among them. */
  group: number;
  seed: number;
}

export interface ScaleArguments {
  size: ScaleSize;
  dataDir: string;
  databaseUrl?: string;
  force: boolean;
}

const LARGEST_GROUP = 5_000;

const schema = z.object({
  accounts: z.coerce.number().int().min(1).max(1_000_000).default(2_000),
  contacts: z.coerce.number().int().min(0).max(10_000_000).optional(),
  entries: z.coerce.number().int().min(0).max(50_000_000).optional(),
  group: z.coerce.number().int().min(1).default(LARGEST_GROUP),
  seed: z.coerce.number().int().min(0).max(1_000_000).default(1),
  'data-dir': z.string().min(1).default('data-scale'),
  'database-url': z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  force: z.boolean().default(false),
});

/**
 * @returns null when help was asked for
 * @throws UsageError saying which argument is at fault
 */
export function parseScaleArguments(args: string[]): ScaleArguments | null {
  const { help, ...values } = parse(args);
  if (help) return null;
  const parsed = schema.safeParse(values);
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `  --${issue.path.join('.')}: ${issue.message}`);
    throw new UsageError(
      `参数有误 / Not valid:\n${faults.join('\n')}\n\n--help 查看说明 / explains the command.`,
    );
  }
  const { accounts, contacts = accounts * 5, entries = accounts * 50, group, seed, ...where } = parsed.data;
  return {
    size: { accounts, contacts, entries, group: Math.min(group, accounts), seed },
    dataDir: where['data-dir'],
    databaseUrl: where['database-url'],
    force: where.force,
  };
}

function parse(args: string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args,
      options: {
        accounts: text,
        contacts: text,
        entries: text,
        group: text,
        seed: text,
        'data-dir': text,
        'database-url': text,
        force: { type: 'boolean' },
        help: { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\n\n--help 查看说明 / explains the command.`);
  }
}
