import { createHmac } from 'node:crypto';
import { AppError } from '../http/app-error';

/**
 * The key of an `Idempotency-Key` header: a quoted string (draft-ietf-httpapi-idempotency-key-header, section 2.1), or
 * the same without quotes, 8 to 255 visible ASCII characters.
 *
 * @throws AppError `idempotency.key-invalid`
 */
export function idempotencyKey(header: string): string {
  const key = /^"([^"]*)"$/.exec(header.trim())?.[1] ?? header.trim();
  if (!/^[!#-~]{8,255}$/.test(key)) throw keyInvalid();
  return key;
}

/** What a request asks for, as a keyed hash: the same key with another request is a mistake of the caller. */
export function requestHash(
  hashKey: Buffer,
  request: { method: string; url: string; body: unknown; ifMatch?: string | undefined },
): Buffer {
  const { method, url, body, ifMatch = null } = request;
  return createHmac('sha256', hashKey)
    .update(JSON.stringify([method, url, ifMatch, body ?? null]))
    .digest();
}

const keyInvalid = () =>
  new AppError('idempotency.key-invalid', 400, {
    zh: 'Idempotency-Key 应为 8 至 255 个可见 ASCII 字符，建议使用 UUID。',
    en: 'The header Idempotency-Key has 8 to 255 visible ASCII characters; a UUID is best.',
  });

export const keyUnsupported = () =>
  new AppError('idempotency.unsupported', 400, {
    zh: '此接口（上传、预览或无需登录的接口）不支持 Idempotency-Key，请去掉后重试。',
    en: 'This route (an upload, a preview, or one without a log-in) does not take an Idempotency-Key. Leave it out.',
  });

export const keyReused = () =>
  new AppError('idempotency.key-reused', 422, {
    zh: '此 Idempotency-Key 已用于另一个请求，请换一个新的。',
    en: 'This Idempotency-Key was used for another request. Use a new one.',
  });

export const stillRunning = () =>
  new AppError(
    'idempotency.in-progress',
    409,
    {
      zh: '带有此 Idempotency-Key 的请求仍在处理，请稍候用同一个值重试。',
      en: 'The request with this Idempotency-Key is still being worked on. Try again with the same key in a moment.',
    },
    [],
    1,
  );

export const answerNotKept = () =>
  new AppError('idempotency.answer-not-kept', 409, {
    zh: '此请求已经完成，但应答过大未保留，请直接读取相应的记录。',
    en: 'This request was done before, but its answer was too large to keep. Read the record instead.',
  });
