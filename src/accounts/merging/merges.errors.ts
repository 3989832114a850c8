import { AppError, notFound } from '../../../libs/http/app-error';
import { UNDO_DAYS } from './merge-words';

export const mergeNotFound = () => notFound({ zh: '合并记录', en: 'merge' });

export const mergeOfItself = () => {
  const sentence = {
    zh: '不能与自身合并，请选择另一条记录。',
    en: 'A record cannot be merged with itself. Choose another one.',
  };
  return new AppError('merge.same-record', 400, sentence, [{ path: 'otherId', code: 'same', ...sentence }]);
};

export const mergeOfOtherBranch = () =>
  new AppError('merge.read-only', 403, {
    zh: '两条记录都须属于您的局才能合并，请联系其所属局。',
    en: 'Both records have to belong to your branch to be merged. Ask the branch that owns the other.',
  });

export const mergeOvertaken = () =>
  new AppError('merge.overtaken', 409, {
    zh: '其中一条记录刚刚被他人合并，请刷新后重新核对。',
    en: 'One of these records was merged by somebody else just now. Reload and compare again.',
  });

export const undoneAlready = () =>
  new AppError('merge.undone-already', 409, {
    zh: '此次合并已撤销，无需再次操作。',
    en: 'This merge was undone already; there is nothing left to do.',
  });

export const undoTooLate = () =>
  new AppError('merge.too-late', 409, {
    zh: `合并超过 ${UNDO_DAYS} 天，不能再撤销；如需分开，请新建一条记录。`,
    en: `A merge can be undone for ${UNDO_DAYS} days. Add a new record if the two have to be apart.`,
  });

export const undoBlocked = () =>
  new AppError('merge.undo-blocked', 409, {
    zh: '合并之后的改动使其无法撤销，例如相关联系人已被移除；请新建一条记录。',
    en: 'Changes since the merge stand in the way, such as a person removed. Add a new record instead.',
  });
