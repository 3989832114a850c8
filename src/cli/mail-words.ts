import type { ConsoleLanguage } from '../../libs/config/console-language';
import type { BatchState } from '../mailings/batches/batch-states';

/** Where a step of the command leads. */
export type Goal = Extract<BatchState, 'frozen' | 'closed' | 'dispatched'>;

/** Why a step did not get where it leads: codes the batch carries, and two of the command's own. */
const STEP_FAULTS = [
  'batch.no-pieces',
  'batch.freeze-failed',
  'batch.unbalanced',
  'chunk.given-up',
  'dispatch.failed',
  'dispatch.receiver-has-other',
  'dispatch.unknown-outcome',
  'step.timeout',
] as const;
type StepFault = (typeof STEP_FAULTS)[number];

/** What the command says of its progress; the sums at its end read alike in every language. */
export interface MailWords {
  importing: string;
  imported: string;
  printing: string;
  reached: Record<Goal, string>;
  faults: Record<StepFault, string>;
  otherFault: string;
}

/** What happened to the batch and what to do about it; the code stays beside the sentence. */
export function faultSentence({ faults, otherFault }: MailWords, batchCode: string, code: string): string {
  const known = STEP_FAULTS.find((fault) => fault === code);
  return `${batchCode}: ${known ? faults[known] : otherFault} (${code})`;
}

export const MAIL_WORDS: Record<ConsoleLanguage, MailWords> = {
  zh: {
    importing: '正在导入',
    imported: '已导入  ',
    printing: '正在印制',
    reached: { frozen: '已冻结  ', closed: '已核平  ', dispatched: '已交寄  ' },
    faults: {
      'batch.no-pieces': '没有可寄的名址：名址文件中没有合格的行，或全部在谢绝名单上。',
      'batch.freeze-failed': '多次冻结没有成功，批次已退回草稿。请检查数据库和磁盘空间后重试。',
      'batch.unbalanced': '件数核不平，批次不能关闭。请告诉管理员，不要重印。',
      'chunk.given-up': '有文件多次印制失败，已停下。请检查磁盘空间和印制线程的内存，再到批次页面继续印制。',
      'dispatch.failed':
        '多次交寄没有成功，没有任何一件寄出。请检查交寄文件夹能否写入、磁盘是否有空间，再到批次页面重新交寄。',
      'dispatch.receiver-has-other':
        '交寄文件夹中已有同名目录，但其中不是这一批。请核对它属于谁，移走后到批次页面处理。',
      'dispatch.unknown-outcome':
        '交寄在最后一步中断，系统无法判断是否已经送到。请查看交寄文件夹，再到批次页面说明结果。',
      'step.timeout': '等候过久，批次没有进展。请在批次页面查看它停在哪里。',
    },
    otherFault: '这一步没有完成，请重试；如果仍然如此，请告诉管理员。',
  },
  en: {
    importing: 'importing ',
    imported: 'imported  ',
    printing: 'printing  ',
    reached: { frozen: 'frozen    ', closed: 'closed    ', dispatched: 'dispatched' },
    faults: {
      'batch.no-pieces':
        'Nobody can be mailed: the file has no row in order, or everyone on it is suppressed.',
      'batch.freeze-failed':
        'The freeze failed several times and the batch is a draft again. Check the database and the disk, then try again.',
      'batch.unbalanced':
        'The pieces do not add up, so the batch cannot close. Tell an administrator; do not print again.',
      'chunk.given-up':
        'A file failed to print several times. Check disk and memory, then print on from the page of the batch.',
      'dispatch.failed':
        'The hand-over failed several times; nothing was handed over. Check that the folder can be written and the disk has room, then dispatch again from the page of the batch.',
      'dispatch.receiver-has-other':
        'The folder holds one of this name that is not this batch. Find out whose it is, move it away, and go on from the page of the batch.',
      'dispatch.unknown-outcome':
        'The hand-over was cut off at its last step. Look into the folder and say on the page of the batch whether it arrived.',
      'step.timeout': 'The batch has not moved on for too long. Its page shows where it stands.',
    },
    otherFault: 'The step did not finish. Try again; if it fails once more, tell an administrator.',
  },
};
