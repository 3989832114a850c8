import type { ConsoleLanguage } from '../../libs/config/console-language';
import type { BatchState } from '../mailings/batches/batch-states';

/** Where a step of the command leads. */
export type Goal = Extract<BatchState, 'frozen' | 'closed' | 'dispatched'>;

/** What the command says of its progress; the sums at its end read alike in every language. */
export interface MailWords {
  importing: string;
  imported: string;
  printing: string;
  reached: Record<Goal, string>;
}

export const MAIL_WORDS: Record<ConsoleLanguage, MailWords> = {
  zh: {
    importing: '正在导入',
    imported: '已导入  ',
    printing: '正在印制',
    reached: { frozen: '已冻结  ', closed: '已核平  ', dispatched: '已交寄  ' },
  },
  en: {
    importing: 'importing ',
    imported: 'imported  ',
    printing: 'printing  ',
    reached: { frozen: 'frozen    ', closed: 'closed    ', dispatched: 'dispatched' },
  },
};
