import { createHash } from 'node:crypto';
import { AppError } from './app-error';

/**
 * The tag of an answer that tells a record's version: strong, as `If-Match` needs it (RFC 9110, section 8.8.3). The
 * version decides whether a write is let through; the rest tells a cache that something else in the answer changed,
 * e.g. the name of another record.
 */
export function entityTag(version: number, answer: unknown): string {
  const digest = createHash('sha1').update(JSON.stringify(answer)).digest('base64url');
  return `"${version}-${digest.slice(0, 12)}"`;
}

/**
 * The version an `If-Match` names: of a tag that an answer carried, or the bare version in quotes.
 *
 * @returns undefined for `*`, which any version fits
 * @throws AppError `request.if-match` for anything else
 */
export function versionOfTag(header: string): number | undefined {
  if (header.trim() === '*') return undefined;
  const version = /^"(\d{1,9})(?:-[\w-]+)?"$/.exec(header.trim())?.[1];
  if (version === undefined) throw tagUnknown();
  return Number(version);
}

const tagUnknown = () =>
  new AppError('request.if-match', 400, {
    zh: 'If-Match 有误：请原样发回读取该记录时得到的 ETag，一次一个。',
    en: 'The header If-Match is not understood. Send back the one ETag that came with the record, as it was.',
  });

/** The route has no version to compare. */
export const tagUnused = () =>
  new AppError('request.if-match-unused', 400, {
    zh: '此接口不比较版本，请去掉 If-Match 后重试。',
    en: 'This route compares no version. Leave out the header If-Match.',
  });

/** The body names one version and the header another. */
export const versionsApart = () =>
  new AppError('request.versions-apart', 400, {
    zh: 'If-Match 与内容中的 version 不一致，请只用其中一个。',
    en: 'The header If-Match and the version in the body differ. Send only one of them.',
  });
