import { accessSync, constants, existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { CONSOLE_LANGUAGES, consoleLanguage, type ConsoleLanguage } from '../../libs/config/console-language';
import { RECORD_FIELDS, type RecordField } from '../address-lists/imports/column-mapping';
import { LEGAL_BASES } from '../address-lists/legal-basis';

export const MAIL_HELP = `npm run mail -- --list FILE --design NAME --out DIR [选项 options]

把一份名址文件变成已交寄的信件:导入名址、冻结批次、印制、核验、交到 DIR,最后给出件数和平衡式。
Turns an address file into dispatched letters: imports the list, freezes a batch, prints, verifies and hands it
over to DIR, and ends with the counts and the balance line.

  --list FILE      名址文件:CSV,UTF-8 或 GB18030
                   the addresses: CSV, UTF-8 or GB18030
  --design NAME    版式:本局版式的名称,或自带版式:
                   a design of the branch by name, or one that comes with the program:
                   spring-festival-letter, bank-postcard, self-mailer
  --out DIR        交寄文件夹;批次在其中有自己的子文件夹
                   folder to hand over to; the batch gets a folder of its own in it
  --account CODE   大客户代码;名址库和批次归入该客户
                   key account that list and batch belong to
  --map k=v,…      字段=列名,例如 name=联系人,address=通信地址;未给出的按列名自动识别
                   field=heading; what is not given is guessed from the headings
                   字段 fields: ${RECORD_FIELDS.join(', ')}
  --basis WORD     名址的合法依据(默认 contract)  legal basis of the addresses (default contract):
                   ${LEGAL_BASES.join(', ')}
  --workers N      印制线程数(默认为本机核数)  print threads (default: the machine's cores)
  --lang zh|en     进度的语言(默认随 LANG)  language of the progress lines (default: by LANG)
  --help           显示本说明  shows this

批次记为“控制台批准”。失败时退出码不为 0,并说明原因。
The batch is recorded as approved on the console. When anything fails the exit code is not 0 and the reason is told.
`;

export interface MailArguments {
  list: string;
  design: string;
  out: string;
  account?: string;
  map: Partial<Record<RecordField, string>>;
  basis: (typeof LEGAL_BASES)[number];
  workers?: number;
  lang: ConsoleLanguage;
}

/** A mistake in how the command was called: its sentence is all there is to say. */
export class UsageError extends Error {}

const pairs = z.string().transform((text, context) => {
  const map: Partial<Record<RecordField, string>> = {};
  for (const pair of text.split(',')) {
    const [field, heading] = [
      pair.slice(0, pair.indexOf('=')).trim(),
      pair.slice(pair.indexOf('=') + 1).trim(),
    ];
    if (!pair.includes('=') || heading === '' || !RECORD_FIELDS.includes(field as RecordField)) {
      context.addIssue({
        code: 'custom',
        message: `"${pair}": 应为 字段=列名 / should be field=heading, ${oneOf(RECORD_FIELDS)}`,
      });
    } else {
      map[field as RecordField] = heading;
    }
  }
  return map;
});

const oneOf = (words: readonly string[]) => `请从中选择 / one of: ${words.join(', ')}`;
const needed = (what: string) =>
  z.string({ error: `请给出${what} / is needed` }).min(1, `请给出${what} / is needed`);
const WORKERS = '请填写 1 到 256 的整数 / a whole number from 1 to 256';

const schema = z.object({
  list: needed('名址文件').transform((path) => resolve(path)),
  design: needed('版式').max(100, '版式名称最多 100 字 / a name of at most 100 characters'),
  out: needed('交寄文件夹').transform((path) => resolve(path)),
  account: z.string().trim().toUpperCase().optional(),
  map: pairs.default({}),
  basis: z.enum(LEGAL_BASES, { error: oneOf(LEGAL_BASES) }).default('contract'),
  workers: z.coerce.number({ error: WORKERS }).int(WORKERS).min(1, WORKERS).max(256, WORKERS).optional(),
  lang: z.enum(CONSOLE_LANGUAGES, { error: oneOf(CONSOLE_LANGUAGES) }).default(() => consoleLanguage()),
});

/**
 * @returns null when help was asked for
 * @throws UsageError saying which argument is at fault
 */
export function parseMailArguments(args: string[]): MailArguments | null {
  const values = parse(args);
  if (values.help) return null;
  const parsed = schema.safeParse(values);
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `  --${issue.path.join('.')}: ${issue.message}`);
    throw new UsageError(
      `参数有误 / Not valid:\n${faults.join('\n')}\n\n--help 查看说明 / explains the command.`,
    );
  }
  if (!statSync(parsed.data.list, { throwIfNoEntry: false })?.isFile()) {
    throw new UsageError(`找不到名址文件 / There is no such file: ${parsed.data.list}`);
  }
  if (existsSync(parsed.data.out) && !statSync(parsed.data.out).isDirectory()) {
    throw new UsageError(`--out 不是文件夹 / --out is not a folder: ${parsed.data.out}`);
  }
  checkOutFolder(parsed.data.out);
  return parsed.data;
}

/** Said now, and not when everything is printed: the folder to hand over to, or the nearest above it, takes files. */
function checkOutFolder(path: string): void {
  let nearest = path;
  while (!existsSync(nearest)) nearest = dirname(nearest);
  try {
    accessSync(nearest, constants.W_OK);
    if (!statSync(nearest).isDirectory()) throw new UsageError('ENOTDIR');
  } catch (error) {
    throw outFolderUnfit(path, error as Error);
  }
}

/** @throws UsageError when the folder to hand over to cannot be made */
export function makeOutFolder(path: string): void {
  try {
    makeFolder(path);
  } catch (error) {
    throw outFolderUnfit(path, error as Error);
  }
}

const outFolderUnfit = (path: string, { code, message }: NodeJS.ErrnoException): UsageError =>
  new UsageError(
    `交寄文件夹不能建立或写入，请另选 --out，或先开放权限 / The folder to hand over to cannot be made or written to. Choose another --out, or allow it: ${path} (${code ?? message})`,
  );

/** Step by step: Node's own recursive call never returns where a file system refuses a new folder as not found. */
function makeFolder(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return;
  if (dirname(path) !== path) makeFolder(dirname(path));
  mkdirSync(path);
}

function parse(args: string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args,
      options: {
        list: text,
        design: text,
        out: text,
        account: text,
        map: text,
        basis: text,
        workers: text,
        lang: text,
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    throw new UsageError(
      `参数有误 / Not valid: ${(error as Error).message}\n\n--help 查看说明 / explains the command.`,
    );
  }
}
