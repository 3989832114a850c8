import { AppError, Sentence } from '../http/app-error';

/** Why a whole file cannot be imported. The code is kept on the import; the sentence is made from it. */
export const FILE_FAULTS = {
  'import.empty-file': {
    zh: '文件是空的，请选择有内容的 CSV 文件。',
    en: 'The file is empty. Choose a CSV file with content.',
  },
  'import.header-only': {
    zh: '文件只有表头，没有任何数据行，请补充数据后重新上传。',
    en: 'The file has a header and no rows. Add the rows and upload it again.',
  },
  'import.spreadsheet-file': {
    zh: '这是电子表格或压缩文件，不是 CSV。请在表格软件中另存为“CSV UTF-8(逗号分隔)”后再上传。',
    en: 'This is a spreadsheet or an archive, not a CSV. Save it as "CSV UTF-8 (comma delimited)" and upload that.',
  },
  'import.not-text': {
    zh: '这不是文本文件，无法导入。请上传 CSV 文件。',
    en: 'This is not a text file and cannot be imported. Upload a CSV file.',
  },
  'import.utf16': {
    zh: '文件是 UTF-16 编码。请另存为“CSV UTF-8”或 GBK 编码的 CSV 后再上传。',
    en: 'The file is in UTF-16. Save it as "CSV UTF-8" or as a CSV in GBK and upload it again.',
  },
  'import.bad-encoding': {
    zh: '文件中有既非 UTF-8 也非 GB18030 的字节（位置见行号）。请以“CSV UTF-8”重新导出。',
    en: 'The file has bytes that are neither UTF-8 nor GB18030 (see the row). Export it again as "CSV UTF-8".',
  },
  'import.record-too-long': {
    zh: '文件中有一行超过 100 万个字符（见行号），多半是引号未配对。请改正后重新上传。',
    en: 'One row is longer than a million characters (see the row), most likely an unmatched quote. Correct it and upload again.',
  },
  'import.too-many-columns': {
    zh: '表头超过 200 列，这不像一份数据表。请检查文件后重新上传。',
    en: 'The header has more than 200 columns, which no list has. Check the file and upload it again.',
  },
  'import.too-many-rows': {
    zh: '文件超过 2 万行，请拆成几个文件分别导入。',
    en: 'The file has more than 20,000 rows. Split it into several files and import each.',
  },
  'import.workbook-broken': {
    zh: '无法读取此工作簿，文件可能已损坏或加了密码。请在表格软件中重新另存为 XLSX 或 CSV 后再上传。',
    en: 'This workbook cannot be read: it may be damaged or have a password. Save it as XLSX or CSV again and upload that.',
  },
  'import.workbook-too-large': {
    zh: '工作簿解开后过大。请删去多余的工作表和格式，或另存为 CSV 后再上传。',
    en: 'The workbook unpacks to too much. Remove other sheets and formats, or save it as CSV and upload that.',
  },
  'import.gave-up': {
    zh: '导入多次被中断，已停止，没有任何改动。请重新上传，若仍失败请联系管理员。',
    en: 'The import was interrupted too often and was stopped; nothing was changed. Upload it again, and if it still fails tell your administrator.',
  },
} satisfies Record<string, Sentence>;

export type FileFault = keyof typeof FILE_FAULTS;

/** The file as a whole cannot be imported; nothing of it is. */
export class ImportFileError extends AppError {
  constructor(
    readonly fault: FileFault,
    /** Row as a spreadsheet counts, when the fault has a place. */
    readonly rowNumber?: number,
  ) {
    const { zh, en } = faultSentence(fault, rowNumber);
    super(fault, 422, { zh, en });
  }
}

/** The fault's sentence, with the row it was met at. */
export function faultSentence(fault: string, rowNumber?: number | null): Sentence {
  const known: Sentence = FILE_FAULTS[fault as FileFault] ?? FILE_FAULTS['import.gave-up'];
  if (!rowNumber) return known;
  return { zh: `第 ${rowNumber} 行：${known.zh}`, en: `Row ${rowNumber}: ${known.en}` };
}
