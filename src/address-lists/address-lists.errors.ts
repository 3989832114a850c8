import { AppError, notFound } from '../../libs/http/app-error';

export const listNotFound = () => notFound({ zh: '名址库', en: 'address list' });
export const importNotFound = () => notFound({ zh: '导入', en: 'import' });
export const suppressionNotFound = () => notFound({ zh: '谢绝记录', en: 'suppression' });
export const rejectsNotFound = () =>
  new AppError('import.no-rejects', 404, {
    zh: '这次导入没有被拒收的行。',
    en: 'No row of this import was rejected.',
  });
export const listArchived = () =>
  new AppError('list.archived', 409, {
    zh: '该名址库已归档，请先恢复后再导入。',
    en: 'This list is archived. Restore it before importing.',
  });
export const basisWithoutDate = () =>
  new AppError('list.basis-without-date', 422, {
    zh: '请同时填写合法性基础及其取得日期。',
    en: 'Give the legal basis together with the date it was obtained on.',
  });
export const expiryBeforeBasis = () =>
  new AppError('list.expiry-before-basis', 422, {
    zh: '有效期不能早于合法性基础的取得日期。',
    en: 'The list cannot expire before its legal basis was obtained.',
  });
export const uploadTooLarge = (limitMb: number) =>
  new AppError('import.file-too-large', 413, {
    zh: `文件超过 ${limitMb} MB 的上限，请拆分后分次上传。`,
    en: `The file is over the limit of ${limitMb} MB. Split it and upload the parts.`,
  });
export const uploadNotRaw = () =>
  new AppError('import.media-type', 415, {
    zh: '请把文件内容直接作为请求正文上传（Content-Type: text/csv）。',
    en: 'Send the file itself as the body of the request (Content-Type: text/csv).',
  });
export const fileNameMissing = () =>
  new AppError('import.file-name-missing', 400, {
    zh: '缺少文件名：请在 X-File-Name 请求头中给出（百分号编码）。',
    en: 'The file name is missing: give it in the header X-File-Name, percent-encoded.',
  });
export const mappingUnfit = () =>
  new AppError('import.mapping-unfit', 422, {
    zh: '列的对应有误：每一列必须存在且只能用一次，保留列最多 20 个。',
    en: 'The column mapping does not fit: each column must exist and be used once, with at most 20 kept columns.',
  });
export const mappingIncomplete = () =>
  new AppError('import.mapping-incomplete', 422, {
    zh: '请先指定地址列，以及姓名或单位列，然后再开始导入。',
    en: 'Say which column holds the address and which the name or the firm, then start the import.',
  });
export const importUnderWay = () =>
  new AppError('import.state', 409, {
    zh: '此导入已开始或已结束，不能再更改。请刷新后查看。',
    en: 'This import has started or ended and cannot be changed. Reload to see where it stands.',
  });
export const reasonRequired = () =>
  new AppError('records.reason-required', 400, {
    zh: '查看完整名址须在 X-Reason 请求头中说明理由（百分号编码，至少 4 个字）。',
    en: 'To see addresses in full, state a reason of at least 4 characters in the header X-Reason, percent-encoded.',
  });
export const unmaskedForbidden = () =>
  new AppError('permission.missing', 403, {
    zh: '您没有查看完整名址的权限，请联系管理员。',
    en: 'You may not see addresses in full. Ask your administrator.',
  });
export const alreadySuppressed = () =>
  new AppError('suppression.exists', 409, {
    zh: '本局的谢绝名单中已有此条，无需重复登记。',
    en: 'Your branch has this refusal on record already; nothing needs to be done.',
  });
export const suppressionIncomplete = () =>
  new AppError('suppression.incomplete', 422, {
    zh: '登记个人或单位谢绝时，请填写姓名或单位，以及完整地址。',
    en: 'To record a refusal of a person or a firm, give the name or the firm together with the full address.',
  });
