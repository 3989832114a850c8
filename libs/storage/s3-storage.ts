import type * as S3 from '@aws-sdk/client-s3';
import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { writeDurably } from './durable-files';
import {
  ByteRange,
  Storage,
  StorageBody,
  StoragePage,
  StoredFile,
  checkKey,
  checkPrefix,
  pageSize,
  readAll,
} from './storage';
import { StorageError, fromFileSystem } from './storage-errors';

/** Where and as whom S3 is used. */
export interface S3Settings {
  /** Address of the service; undefined for Amazon's own. */
  endpoint?: string;
  bucket: string;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
  /** `https://host/bucket/key` instead of `https://bucket.host/key`; MinIO and most others want it. */
  forcePathStyle?: boolean;
}

const ATTEMPTS = 4;

/** Files in a bucket of S3 or of a service that speaks its protocol. */
export class S3Storage implements Storage {
  private constructor(
    private readonly sdk: typeof S3,
    private readonly client: S3.S3Client,
    private readonly bucket: string,
    private readonly folder: string,
  ) {}

  static async open(settings: S3Settings): Promise<S3Storage> {
    // Loaded only where it is used: it takes longer than the rest of the program.
    const sdk = await import('@aws-sdk/client-s3');
    const client = new sdk.S3Client({
      endpoint: settings.endpoint,
      region: settings.region,
      forcePathStyle: settings.forcePathStyle ?? false,
      credentials: { accessKeyId: settings.accessKeyId, secretAccessKey: settings.secretAccessKey },
      // Services other than Amazon's reject the checksums the SDK adds by default.
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
      maxAttempts: ATTEMPTS,
      // It would warn on the console of streams it does not try again; putFile does.
      logger: { debug: ignore, info: ignore, warn: ignore, error: ignore },
    });
    return new S3Storage(sdk, client, settings.bucket, await mkdtemp(path.join(tmpdir(), 'storage-')));
  }

  async put(key: string, body: StorageBody): Promise<void> {
    checkKey(key);
    if (body instanceof Uint8Array) return this.putBytes(key, body);
    if (!(body instanceof Readable)) return this.putFile(key, body.path);
    // S3 wants the length first; a stream has to end before it has one.
    const file = await this.temporaryPath();
    try {
      await writeDurably(file, body);
      await this.putFile(key, file);
    } finally {
      await rm(file, { force: true });
    }
  }

  async putIfAbsent(key: string, bytes: Uint8Array): Promise<boolean> {
    checkKey(key);
    for (let attempt = 0; ; attempt++) {
      try {
        await this.putBytes(key, bytes, '*');
        return true;
      } catch (error) {
        const status = statusOf((error as Error).cause);
        if (status === 412) return false;
        // 409: another write of the same key is going on; its end decides.
        if (status !== 409 || attempt === 5) throw error;
        await delay(100 * 2 ** attempt);
      }
    }
  }

  async adopt(file: string, key: string): Promise<void> {
    await this.putFile(checkKey(key), file);
    await rm(file);
  }

  async get(key: string, range?: ByteRange): Promise<Readable> {
    const Range = range && `bytes=${range.start}-${range.end}`;
    const command = new this.sdk.GetObjectCommand({ Bucket: this.bucket, Key: checkKey(key), Range });
    const { Body } = await this.explaining(key, () => this.client.send(command));
    return Body as Readable;
  }

  async read(key: string, maxBytes: number): Promise<Buffer> {
    return readAll(await this.get(key), maxBytes, key);
  }

  async stat(key: string): Promise<StoredFile | null> {
    const command = new this.sdk.HeadObjectCommand({ Bucket: this.bucket, Key: checkKey(key) });
    try {
      const { ContentLength, LastModified } = await this.explaining(key, () => this.client.send(command));
      return { key, size: ContentLength ?? 0, modified: LastModified ?? new Date(0) };
    } catch (error) {
      if (error instanceof StorageError && error.code === 'STORAGE_NOT_FOUND') return null;
      throw error;
    }
  }

  async exists(key: string): Promise<boolean> {
    return (await this.stat(key)) !== null;
  }

  async list(prefix: string, page: { after?: string; limit?: number } = {}): Promise<StoragePage> {
    const command = new this.sdk.ListObjectsV2Command({
      Bucket: this.bucket,
      Prefix: checkPrefix(prefix),
      StartAfter: page.after,
      MaxKeys: pageSize(page.limit),
    });
    const { Contents, IsTruncated } = await this.explaining(prefix, () => this.client.send(command));
    const files = (Contents ?? []).map(({ Key, Size, LastModified }) => ({
      key: Key ?? '',
      size: Size ?? 0,
      modified: LastModified ?? new Date(0),
    }));
    return { files, next: IsTruncated ? (files.at(-1)?.key ?? null) : null };
  }

  async delete(key: string): Promise<void> {
    const command = new this.sdk.DeleteObjectCommand({ Bucket: this.bucket, Key: checkKey(key) });
    await this.explaining(key, () => this.client.send(command));
  }

  async localFile(key: string): Promise<{ path: string; release(): Promise<void> }> {
    const content = await this.get(key);
    const file = await this.temporaryPath();
    const release = () => rm(file, { force: true });
    try {
      await writeDurably(file, content);
      return { path: file, release };
    } catch (error) {
      await release();
      throw error;
    }
  }

  temporaryPath(): Promise<string> {
    return Promise.resolve(path.join(this.folder, randomUUID()));
  }

  close(): void {
    this.client.destroy();
    void rm(this.folder, { recursive: true, force: true });
  }

  private async putBytes(key: string, bytes: Uint8Array, IfNoneMatch?: string): Promise<void> {
    const command = new this.sdk.PutObjectCommand({
      Bucket: this.bucket,
      Key: key,
      Body: bytes,
      IfNoneMatch,
    });
    await this.explaining(key, () => this.client.send(command));
  }

  private async putFile(key: string, file: string): Promise<void> {
    const { size, sha256 } = await measure(file).catch((error: unknown) => {
      throw fromFileSystem(error, key);
    });
    for (let attempt = 1; ; attempt++) {
      // A stream is sent unsigned: the checksum makes the service reject bytes that changed on the way.
      const command = new this.sdk.PutObjectCommand({
        Bucket: this.bucket,
        Key: key,
        Body: createReadStream(file),
        ContentLength: size,
        ChecksumSHA256: sha256,
      });
      try {
        await this.explaining(key, () => this.client.send(command));
        return;
      } catch (error) {
        // The SDK tries everything again but streams.
        const passing = error instanceof StorageError && error.code === 'STORAGE_UNAVAILABLE';
        if (!passing || attempt === ATTEMPTS) throw error;
        await delay(100 * 2 ** attempt);
      }
    }
  }

  private async explaining<T>(key: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (cause) {
      const status = statusOf(cause);
      // Without its bucket the whole storage is missing, not one file.
      if (status === 404 && (cause as Error).name !== 'NoSuchBucket') {
        throw new StorageError('STORAGE_NOT_FOUND', key, { cause });
      }
      if (status === 401 || status === 403) throw new StorageError('STORAGE_DENIED', key, { cause });
      if (status === 507) throw new StorageError('STORAGE_FULL', key, { cause });
      throw new StorageError('STORAGE_UNAVAILABLE', `${key}: ${(cause as Error).name}`, { cause });
    }
  }
}

async function measure(file: string): Promise<{ size: number; sha256: string }> {
  const { size } = await stat(file);
  const hash = createHash('sha256');
  for await (const part of createReadStream(file)) hash.update(part as Buffer);
  return { size, sha256: hash.digest('base64') };
}

function ignore(): void {
  // Errors reach the caller; nothing else is worth a line.
}

function statusOf(error: unknown): number | undefined {
  return (error as { $metadata?: { httpStatusCode?: number } } | undefined)?.$metadata?.httpStatusCode;
}
