import { AppError, notFound } from '../../libs/http/app-error';

export const recordNotFound = () => notFound({ zh: '记录', en: 'record' });
export const entryNotFound = () => notFound({ zh: '动态', en: 'entry' });
export const noteNotFound = () => notFound({ zh: '备注', en: 'note' });

export const noteNotOwn = () =>
  new AppError('note.not-own', 403, {
    zh: '只能修改或删除自己写的备注；可另写一条备注回应。',
    en: 'You can change or remove your own notes only. Write a note of your own instead.',
  });
export const mentionUnknown = () => {
  const sentence = {
    zh: '提到的人看不到这条记录，请只提及能查看它的同事。',
    en: 'Somebody you mention cannot see this record. Mention colleagues who can.',
  };
  return new AppError('note.mention-unknown', 400, sentence, [
    { path: 'text', code: 'mention-unknown', ...sentence },
  ]);
};
export const tooManyPins = (most: number) =>
  new AppError('timeline.too-many-pins', 409, {
    zh: `一条记录最多置顶 ${most} 条动态，请先取消一条。`,
    en: `A record has at most ${most} pinned entries. Unpin one first.`,
  });
