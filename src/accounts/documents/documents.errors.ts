import { AppError, notFound } from '../../../libs/http/app-error';

export const documentNotFound = () => notFound({ zh: '文件', en: 'document' });

export const documentRefused = () =>
  new AppError('account.document-type', 400, {
    zh: '只接收 PDF、PNG、JPEG 与不含宏的 Word、Excel、PowerPoint 文件；请另存为其中一种后再上传。',
    en: 'Only PDF, PNG, JPEG and Word, Excel or PowerPoint files without macros are taken. Save it as one of these and upload it again.',
  });

export const documentTooLarge = (limitMb: number) =>
  new AppError('account.document-too-large', 413, {
    zh: `文件超过 ${limitMb} MB，请压缩或拆分后再上传。`,
    en: `The file is larger than ${limitMb} MB. Compress or split it and upload it again.`,
  });

export const documentRemoved = () =>
  new AppError('account.document-removed', 409, {
    zh: '此文件已删除，不能再修改；历史版本仍可下载。',
    en: 'This document was removed and cannot change. Its versions can still be downloaded.',
  });
