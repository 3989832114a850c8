import { spreadsheetSafe } from '../../../libs/http/spreadsheet-safe';
import type { AuditRow } from './audit.repository';

export type SheetLanguage = 'zh' | 'en';

const COLUMNS: readonly { zh: string; en: string; of: (row: AuditRow) => string }[] = [
  { zh: '时间', en: 'Time', of: (row) => row.at.toISOString() },
  { zh: '操作人', en: 'By', of: (row) => row.actorName ?? '' },
  { zh: '途径', en: 'Via', of: (row) => row.via },
  { zh: '事件', en: 'Event', of: (row) => row.kind },
  { zh: '局', en: 'Branch', of: (row) => row.branchName ?? '' },
  { zh: '对象', en: 'Subject', of: (row) => `${row.subjectType} ${row.subjectId}` },
  { zh: '变更', en: 'Changes', of: (row) => jsonOf(row.changes) },
  { zh: '内容', en: 'Facts', of: (row) => jsonOf(row.facts) },
  { zh: '原因', en: 'Reason', of: (row) => row.reason ?? '' },
  { zh: '请求号', en: 'Request', of: (row) => row.requestId ?? '' },
  { zh: '序号', en: 'Place', of: (row) => String(row.seq ?? '') },
  { zh: '校验值', en: 'Hash', of: (row) => row.hash?.toString('hex') ?? '' },
];

export const sheetHeader = (language: SheetLanguage): string[] => COLUMNS.map((column) => column[language]);

export const sheetRow = (row: AuditRow): string[] => COLUMNS.map(({ of }) => spreadsheetSafe(of(row)));

function jsonOf(value: object): string {
  return Object.keys(value).length === 0 ? '' : JSON.stringify(value);
}
