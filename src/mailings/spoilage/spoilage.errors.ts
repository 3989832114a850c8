import { AppError, type Sentence } from '../../../libs/http/app-error';
import type { LineFault, ScanFault } from './scanned-serials';

/** More lines than this are not told one by one. */
const MOST_TOLD = 50;

const SENTENCES: Record<ScanFault, Sentence> = {
  'not-a-serial': {
    zh: '不是件号，件号形如 B0000001-0000123-XY',
    en: 'not a serial; a serial looks like B0000001-0000123-XY',
  },
  'wrong-check': {
    zh: '校验位不符，请对照实物重新输入',
    en: 'the check characters do not fit; compare with the piece and enter it again',
  },
  'other-batch': {
    zh: '不是本批次的件，请到它所属的批次登记',
    en: 'a piece of another batch; record it there',
  },
  'unknown-piece': { zh: '本批次没有这一件', en: 'this batch has no such piece' },
  'held-out': { zh: '该件已留出，没有印制', en: 'this piece was held out and never printed' },
  'other-outcome': {
    zh: '该件已按另一种办法登记，请先撤销',
    en: 'this piece is recorded with the other outcome; undo that first',
  },
};

/** Nothing of the input is recorded when any line of it is wrong. */
export function spoilageLinesWrong(faults: LineFault[]): AppError {
  const sorted = [...faults].sort((a, b) => a.line - b.line);
  return new AppError(
    'spoilage.lines-wrong',
    422,
    {
      zh: `有 ${sorted.length} 行件号有误，本次没有登记任何一件。请改正后重新提交。`,
      en: `${sorted.length} of the lines are wrong, so nothing was recorded. Correct them and submit again.`,
    },
    sorted.slice(0, MOST_TOLD).map(({ line, fault }) => ({
      path: `serials.${line}`,
      code: fault,
      zh: `第 ${line + 1} 行：${SENTENCES[fault].zh}`,
      en: `Line ${line + 1}: ${SENTENCES[fault].en}`,
    })),
  );
}

/** Pieces named by their position have no line; their first fault stands for all. */
export function spoilageRangeWrong(fault: ScanFault): AppError {
  const sentence = {
    zh: `所选位置中有件不能登记：${SENTENCES[fault].zh}。本次没有登记任何一件。`,
    en: `Some of these positions cannot be recorded: ${SENTENCES[fault].en}. Nothing was recorded.`,
  };
  return new AppError('spoilage.range-wrong', 422, sentence, [{ path: 'range', code: fault, ...sentence }]);
}

export function spoilageNoPosition(printed: number): AppError {
  const sentence =
    printed === 0
      ? { zh: '本批次没有这个文件，或其中没有印出的件。', en: 'The batch has no such file, or it is empty.' }
      : {
          zh: `该文件只有 ${printed} 件，请填写 1 至 ${printed} 之间的位置。`,
          en: `This file holds ${printed} pieces. Enter positions from 1 to ${printed}.`,
        };
  return new AppError('spoilage.no-position', 422, sentence, [
    { path: 'range', code: 'no-position', ...sentence },
  ]);
}

export function spoilageNothingGiven(): AppError {
  const sentence = { zh: '请至少输入一个件号。', en: 'Enter at least one serial.' };
  return new AppError('spoilage.nothing-given', 422, sentence, [
    { path: 'serials', code: 'required', ...sentence },
  ]);
}

export const spoilageWrongState = () =>
  new AppError('spoilage.wrong-state', 409, {
    zh: '废件只能在印制核平之后、交寄之前登记或撤销。请刷新查看批次的最新状态。',
    en: 'Spoiled pieces are recorded and undone after printing and before the dispatch. Reload to see where the batch stands.',
  });
