import path from 'node:path';

/** `sun_path` of macOS holds 104 bytes with its end, that of Linux 108. */
const LONGEST_PATH = 103;

/**
 * Folder of the server's socket, where the system has such: every statement turns faster over it than over a port,
 * and nobody but the server's own user can reach it. Null on Windows, and where its path would be too long.
 */
export function socketFolder(cluster: string): string | null {
  const isShort = Buffer.byteLength(socketFile(cluster, 65_535)) <= LONGEST_PATH;
  return process.platform !== 'win32' && isShort ? cluster : null;
}

/** As PostgreSQL names it. */
export function socketFile(folder: string, port: number): string {
  return path.join(folder, `.s.PGSQL.${port}`);
}
