import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chown, link, mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { program } from './binaries';
import { EmbeddedPostgresError, explainFailure } from './embedded-errors';
import { isAlive } from './postmaster-file';
import { ServerHome } from './server-home';

const run = promisify(execFile);

/** The database role the embedded server belongs to. */
export const SUPERUSER = 'postgres';

/**
 * Makes the cluster when there is none and returns the superuser's password.
 *
 * No lock is needed when two processes come at once: the password file is linked into place by the first, both build
 * a cluster with that password in a folder of their own, and the first to rename its folder wins.
 *
 * @throws EmbeddedPostgresError
 */
export async function ensureCluster(home: ServerHome, throwaway: boolean): Promise<string> {
  await removeDrafts(home);
  const exists = existsSync(path.join(home.cluster, 'PG_VERSION'));
  if (exists) await requireSameMajor(home);
  const password = exists ? await readPassword(home) : await ensurePassword(home);
  if (!exists) await createCluster(home, password, throwaway);
  return password;
}

async function requireSameMajor(home: ServerHome): Promise<void> {
  const made = (await readFile(path.join(home.cluster, 'PG_VERSION'), 'utf8')).trim();
  const have = home.binaries.version.split('.')[0];
  if (made !== have) throw new EmbeddedPostgresError('EMBEDDED_VERSION_MISMATCH', `${made} != ${have}`);
}

async function readPassword(home: ServerHome): Promise<string> {
  try {
    return (await readFile(home.passwordFile, 'utf8')).trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new EmbeddedPostgresError('EMBEDDED_PASSWORD_MISSING', home.passwordFile);
  }
}

async function ensurePassword(home: ServerHome): Promise<string> {
  const draft = `${home.passwordFile}.${draftSuffix()}`;
  await writeFile(draft, randomBytes(24).toString('base64url'), { mode: 0o600, flag: 'wx' });
  try {
    await link(draft, home.passwordFile);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await rm(draft, { force: true });
  }
  return readPassword(home);
}

async function createCluster(home: ServerHome, password: string, throwaway: boolean): Promise<void> {
  const draft = `${home.cluster}.${draftSuffix()}`;
  const passwordCopy = path.join(`${draft}-secret`, 'password');
  try {
    // initdb runs as the server's user, who may not read our password file: a private copy, on the command line only
    // as a path, gone when initdb ends.
    await mkdir(path.dirname(passwordCopy), { mode: 0o700 });
    await writeFile(passwordCopy, password, { mode: 0o600 });
    await mkdir(draft, { mode: 0o700 });
    if (home.user) {
      const { uid, gid } = home.user;
      for (const each of [path.dirname(passwordCopy), passwordCopy, draft]) await chown(each, uid, gid);
    }
    await initdb(home, draft, passwordCopy, throwaway);
    await rename(draft, home.cluster).catch((error: unknown) => {
      if (!existsSync(path.join(home.cluster, 'PG_VERSION'))) throw error;
    });
  } finally {
    await rm(path.dirname(passwordCopy), { recursive: true, force: true });
    await rm(draft, { recursive: true, force: true });
  }
}

async function initdb(
  home: ServerHome,
  dir: string,
  passwordFile: string,
  throwaway: boolean,
): Promise<void> {
  const locale = { darwin: 'en_US.UTF-8', win32: 'C' }[process.platform as string] ?? 'C.UTF-8';
  const args = ['-D', dir, '-U', SUPERUSER, '--auth=scram-sha-256', `--pwfile=${passwordFile}`];
  // The locale is spelled out: without LANG, initdb would choose SQL_ASCII and trigrams of Chinese would be empty.
  args.push('--encoding=UTF8', `--locale=${locale}`, '--locale-provider=icu', '--icu-locale=zh-Hans-CN');
  args.push('--no-instructions', ...(throwaway ? ['--no-sync'] : []));
  try {
    await run(program(home.binaries, 'initdb'), args, { ...home.user, ...CHILD, timeout: 120_000 });
  } catch (error) {
    const failure = error as NodeJS.ErrnoException & { stderr?: string };
    // The file is there and yet "not found": its loader is missing, as on Linux without glibc (Alpine).
    if (failure.code === 'ENOENT') throw new EmbeddedPostgresError('EMBEDDED_UNSUPPORTED_PLATFORM', 'glibc');
    const text = `${failure.message}\n${failure.stderr ?? ''}`;
    throw explainFailure(text) ?? new EmbeddedPostgresError('EMBEDDED_START_FAILED', text.slice(-800));
  }
}

/** Surroundings of every program of the server: messages in English, whatever the user's own PG* variables say. */
export const CHILD = {
  cwd: process.platform === 'win32' ? undefined : '/',
  env: { LC_ALL: 'C', TZ: 'UTC', PATH: '/usr/bin:/bin' },
  windowsHide: true,
};

function draftSuffix(): string {
  return `draft-${process.pid}-${randomBytes(3).toString('hex')}`;
}

/** Removes what a process that was killed while creating the cluster left behind. */
async function removeDrafts(home: ServerHome): Promise<void> {
  for (const name of await readdir(home.dir)) {
    const pid = /\.draft-(\d+)-/.exec(name)?.[1];
    if (pid && !isAlive(Number(pid))) await rm(path.join(home.dir, name), { recursive: true, force: true });
  }
}
