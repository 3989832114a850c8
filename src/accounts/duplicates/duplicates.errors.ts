import { AppError, notFound } from '../../../libs/http/app-error';

/** The caller may save all the same by saying that it has seen them. */
export const likelyDuplicates = (candidates: readonly object[]) =>
  new AppError(
    'record.likely-duplicate',
    409,
    {
      zh: '系统中可能已有相同的记录，请先核对；确认不是同一个，请勾选“仍然保存”后再保存（接口：confirmedDuplicates）。',
      en: 'This may be in the system already. Look at the records found; if it is another one, tick that you have looked and save again (API: confirmedDuplicates).',
    },
    [],
    undefined,
    { candidates },
  );

export const pairNotFound = () => notFound({ zh: '疑似重复记录', en: 'pair of records' });

export const pairOfOneRecord = () => {
  const sentence = {
    zh: '请选择两条不同的记录。',
    en: 'Choose two different records.',
  };
  return new AppError('duplicates.same-record', 400, sentence, [
    { path: 'otherId', code: 'same', ...sentence },
  ]);
};
