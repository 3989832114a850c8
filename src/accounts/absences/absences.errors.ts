import { AppError, notFound } from '../../../libs/http/app-error';

export const absenceNotFound = () => notFound({ zh: '外出登记', en: 'absence' });

const fault = (code: string, status: number, path: string, zh: string, en: string) =>
  new AppError(`absence.${code}`, status, { zh, en }, [{ path, code, zh, en }]);

export const absenceOverlaps = () =>
  fault(
    'overlaps',
    409,
    'fromOn',
    '这段日期里已登记过外出，请修改已有的登记，或错开日期。',
    'An absence is recorded on some of these days. Change that one, or choose other days.',
  );
export const absenceDays = () =>
  fault(
    'days',
    400,
    'untilOn',
    '结束日期不能早于开始日期，且一次不超过两年，请核对日期。',
    'The last day cannot come before the first, and an absence lasts two years at most. Check the days.',
  );
export const absenceOver = () =>
  new AppError('absence.over', 409, {
    zh: '这次外出已经结束，不能再改；如需补记，请新登记一次。',
    en: 'This absence is over and stays as it was. Record another if days are missing.',
  });
export const coverIsSelf = () =>
  fault(
    'cover-is-self',
    400,
    'coverId',
    '不能由本人代管自己的客户，请另选代管人。',
    'Nobody covers for themselves. Choose somebody else.',
  );
export const coverCannotAct = () =>
  fault(
    'cover-cannot-act',
    409,
    'coverId',
    '代管人的账号已停用，或不能查看大客户，请另选代管人。',
    'The cover’s login is switched off, or may not see accounts. Choose somebody else.',
  );
export const coverAway = (day: string) =>
  fault(
    'cover-away',
    409,
    'coverId',
    `所选代管人在 ${day} 也不在岗，且最终没有人接手（可能又指回本人）。请另选代管人，或缩短日期。`,
    `On ${day} the cover is away as well, and nobody is left who is there: perhaps it leads back to the same person. Choose another cover, or fewer days.`,
  );
export const reliedOn = (day: string) =>
  fault(
    'relied-on',
    409,
    'coverId',
    `${day} 有同事外出并由您代管客户，请先指定在岗的代管人，再登记外出。`,
    `On ${day} somebody is away and relies on this person. Name a cover who is there first.`,
  );
export const absenceOfOthers = () =>
  new AppError('absence.of-others', 403, {
    zh: '您只能登记本人的外出；他人的外出请由本人或其局领导登记。',
    en: 'You record your own absences. Those of others are recorded by themselves or by a leader of their branch.',
  });
export const coverTwice = () =>
  fault(
    'cover-twice',
    400,
    'accountCovers',
    '同一客户只能指定一位代管人，请删除重复项。',
    'An account has one cover. Remove the duplicate.',
  );
