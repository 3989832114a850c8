import { createHash, randomUUID } from 'node:crypto';
import { chmod, copyFile, mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type JobTicket, jobTicketSchema } from './job-ticket';

const TICKET = 'job-ticket.json';
const SUMS = 'SHA256SUMS';

/** Addresses are for the program and its group, which the collector belongs to. */
const FILE_MODE = 0o640;
const FOLDER_MODE = 0o750;

/** What the receiving folder holds of a hand-over. */
export type FolderFinding = 'nothing' | 'complete' | 'other';

/**
 * A folder that the print shop or post office collects from. Everything is put together under a hidden name and
 * appears at once by a rename: a collector never sees half a batch. A folder put together is renamed once or never;
 * while it is there under its hidden name it was not handed over.
 */
export class FolderChannel {
  private readonly final: string;
  private readonly hidden: string;
  private staging = '';

  /**
   * @param folder  where batches are collected from
   * @param batchCode names the batch's own folder in it
   * @param key     names the hand-over
   */
  constructor(
    private readonly folder: string,
    batchCode: string,
    private readonly key: string,
  ) {
    this.final = join(folder, batchCode);
    this.hidden = `.${batchCode}.${key}.`;
  }

  /** The batch's folder as collectors see it. */
  get path(): string {
    return this.final;
  }

  /** Looks before anything is sent: `other` is a folder of that name with another hand-over's ticket, or none. */
  async look(): Promise<FolderFinding> {
    const ticket = await readFile(join(this.final, TICKET), 'utf8').catch(() => null);
    if (ticket !== null) {
      const parsed = jobTicketSchema.safeParse(parseJson(ticket));
      return parsed.success && parsed.data.key === this.key ? 'complete' : 'other';
    }
    return (await exists(this.final)) ? 'other' : 'nothing';
  }

  /**
   * Makes the place where the batch is put together, out of collectors' sight, and removes what attempts before left
   * behind. Its name is never used again: not by a worker that wakes up late, nor after the database was restored.
   */
  async begin(): Promise<void> {
    await this.tidy();
    this.staging = join(this.folder, `${this.hidden}${randomUUID()}.partial`);
    await mkdir(this.staging, { recursive: true, mode: FOLDER_MODE });
  }

  async addFile(name: string, from: string): Promise<void> {
    const copy = join(this.staging, name);
    await copyFile(from, copy);
    await chmod(copy, FILE_MODE);
    await flush(copy);
  }

  /** Writes a list from lines as they come. @returns its name and hash, for `seal` */
  async addList(
    name: string,
    lines: AsyncIterable<string> | Iterable<string>,
  ): Promise<{ name: string; sha256: string }> {
    const hash = createHash('sha256');
    const file = await open(join(this.staging, name), 'w', FILE_MODE);
    try {
      for await (const text of lines) {
        const buffer = Buffer.from(text);
        hash.update(buffer);
        await file.writeFile(buffer);
      }
      await file.sync();
    } finally {
      await file.close();
    }
    return { name, sha256: hash.digest('hex') };
  }

  /**
   * Checksums as `sha256sum -c` reads them, and the ticket last: a folder with a ticket is whole.
   *
   * @returns the name under which `handOver` finds it, in any process
   */
  async seal(ticket: JobTicket, lists: { name: string; sha256: string }[]): Promise<string> {
    const sums = [...ticket.files, ...lists];
    await write(join(this.staging, SUMS), sums.map(({ sha256, name }) => `${sha256}  ${name}\n`).join(''));
    await write(join(this.staging, TICKET), `${JSON.stringify(ticket, null, 2)}\n`);
    await flushFolder(this.staging);
    await flushFolder(this.folder);
    return basename(this.staging);
  }

  /** Whether a sealed folder still waits to be handed over. */
  async holds(sealed: string): Promise<boolean> {
    return (await this.partials()).includes(sealed);
  }

  /** The irreversible step. It fails when the folder was handed over before, or another batch's is there. */
  async handOver(sealed: string): Promise<void> {
    await rename(join(this.folder, sealed), this.final);
    await flushFolder(this.folder);
  }

  /** Removes what attempts left behind; not while one of them may yet be handed over. */
  async tidy(): Promise<void> {
    for (const name of await this.partials())
      await rm(join(this.folder, name), { recursive: true, force: true });
  }

  private async partials(): Promise<string[]> {
    const names = await readdir(this.folder).catch(() => [] as string[]);
    return names.filter((name) => name.startsWith(this.hidden));
  }
}

async function exists(path: string): Promise<boolean> {
  return readdir(path).then(
    () => true,
    () => false,
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

async function write(path: string, text: string): Promise<void> {
  const file = await open(path, 'w', FILE_MODE);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function flush(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Names in a folder are durable once the folder is; Windows has no such call and needs none. */
async function flushFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
