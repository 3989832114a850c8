/** Stable codes of everything that can go wrong with stored files. */
export type StorageErrorCode =
  | 'STORAGE_KEY_INVALID'
  | 'STORAGE_NOT_FOUND'
  | 'STORAGE_TOO_LARGE'
  | 'STORAGE_FULL'
  | 'STORAGE_DENIED'
  | 'STORAGE_UNAVAILABLE';

const SENTENCES: Record<StorageErrorCode, { zh: string; en: string }> = {
  STORAGE_KEY_INVALID: {
    zh: '文件标识不合规：只允许小写字母、数字和 . _ - /。',
    en: 'The storage key is not allowed: lower-case letters, digits and . _ - / only.',
  },
  STORAGE_NOT_FOUND: {
    zh: '文件不存在，可能已被删除。请刷新后重试。',
    en: 'The file does not exist, it may have been deleted. Reload and try again.',
  },
  STORAGE_TOO_LARGE: {
    zh: '文件超过允许的大小。请压缩或拆分后再上传。',
    en: 'The file is larger than allowed. Compress or split it and upload again.',
  },
  STORAGE_FULL: {
    zh: '存储空间已满。请管理员清理磁盘后重试。',
    en: 'The storage is full. Ask the administrator to free space, then try again.',
  },
  STORAGE_DENIED: {
    zh: '没有存储的读写权限。请管理员检查数据目录的所有者，或 S3 的密钥与桶策略。',
    en: 'The storage denies access. Ask the administrator to check the data folder, or the S3 keys and bucket policy.',
  },
  STORAGE_UNAVAILABLE: {
    zh: '存储服务暂时无法访问。请稍后重试。',
    en: 'The storage service cannot be reached. Try again in a while.',
  },
};

/** An error of the storage. `message` says what to do in Chinese and English. */
export class StorageError extends Error {
  readonly zh: string;
  readonly en: string;

  constructor(
    readonly code: StorageErrorCode,
    readonly detail?: string,
    options?: ErrorOptions,
  ) {
    const { zh, en } = SENTENCES[code];
    super(`${zh}\n${en}${detail ? `\n(${detail})` : ''}`, options);
    this.name = 'StorageError';
    this.zh = zh;
    this.en = en;
  }
}

const BY_ERRNO: Record<string, StorageErrorCode> = {
  ENOENT: 'STORAGE_NOT_FOUND',
  ENOSPC: 'STORAGE_FULL',
  EDQUOT: 'STORAGE_FULL',
  EACCES: 'STORAGE_DENIED',
  EPERM: 'STORAGE_DENIED',
  EROFS: 'STORAGE_DENIED',
};

/** The storage error for an error of the file system; the same error when it is another kind. */
export function fromFileSystem(error: unknown, key: string): unknown {
  const code = BY_ERRNO[(error as NodeJS.ErrnoException | undefined)?.code ?? ''];
  return code && !(error instanceof StorageError) ? new StorageError(code, key, { cause: error }) : error;
}
