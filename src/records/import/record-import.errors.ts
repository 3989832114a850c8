import { AppError, notFound, type Sentence } from '../../../libs/http/app-error';
import type { ImportFault } from '../../../libs/lists/record-importer';

export const recordImportNotFound = () => notFound({ zh: '导入', en: 'import' });

export const importFileTooLarge = (mb: number) =>
  new AppError('record-import.too-large', 413, {
    zh: `文件超过 ${mb} MB，请拆成几个文件分别导入。`,
    en: `The file is larger than ${mb} MB. Split it into several files and import each.`,
  });

export const importFileNameMissing = () =>
  new AppError('record-import.no-name', 400, {
    zh: '没有文件名，请重新选择文件。',
    en: 'The file has no name. Choose it again.',
  });

export const importMappingUnfit = () =>
  new AppError('record-import.mapping', 400, {
    zh: '列的对应有误：同一列只能用一次，且须是文件中的列。',
    en: 'The columns do not fit: each column of the file can be used once, and has to be there.',
  });

export const importKeyMissing = (columns: Sentence) =>
  new AppError('record-import.no-key', 409, {
    zh: `请先指定哪一列是${columns.zh}，否则无法识别记录。`,
    en: `Say first which column is ${columns.en}: records are recognised by it.`,
  });

export const importState = () =>
  new AppError('record-import.state', 409, {
    zh: '此导入的进度已变，现在不能这样做；请重新载入页面。',
    en: 'This import has moved on, and this cannot be done now. Reload the page.',
  });

export const importNotUndoable = () =>
  new AppError('record-import.not-undoable', 409, {
    zh: '此导入已撤销、尚未结束，或已超过可撤销的 7 天。',
    en: 'This import was undone already, has not ended, or is older than the 7 days in which it can be undone.',
  });

/** Why an import ended before its end, by the code that is kept on it. */
const ENDINGS: Readonly<Record<string, Sentence>> = {
  'record-import.interrupted': {
    zh: '导入多次被中断，已停止；已写入的记录保留，可以撤销。请联系管理员查看原因。',
    en: 'The import was interrupted too often and was stopped; what it had written stays and can be undone. Ask your administrator why.',
  },
};

export const endingOf = (code: string | null): (Sentence & { code: string }) | null => {
  const sentence = code === null ? undefined : ENDINGS[code];
  return code !== null && sentence ? { code, ...sentence } : null;
};

/** Faults that any row can have, whatever it is imported into. */
export const ROW_FAULTS = {
  quotes: {
    column: null,
    code: 'quotes',
    zh: '此行的引号不配对，请改正后重新导入。',
    en: 'The quotes of this row do not match. Correct it and import it again.',
  },
  twice: {
    column: null,
    code: 'twice',
    zh: '文件中前面已有同一条记录，请删去重复的行。',
    en: 'An earlier row of the file is the same record. Remove one of them.',
  },
  since: {
    column: null,
    code: 'changed-since',
    zh: '检查之后，此记录已被他人建立或修改，未导入此行；请重新检查后再导入。',
    en: 'Somebody created or changed this record after the check, so the row was not imported. Check and import it again.',
  },
  similar: {
    column: null,
    code: 'likely-duplicate',
    zh: '系统中可能已有此记录，未导入此行；核对后如不是同一个，可单独导入此行并选择仍然导入。',
    en: 'This record may be there already, so the row was not imported. If it is another one, import this row by itself and keep it in.',
  },
  stopped: {
    column: null,
    code: 'stopped',
    zh: '导入在此行之前已停止，未导入此行。',
    en: 'The import was stopped before it came to this row.',
  },
} as const satisfies Record<string, ImportFault>;
