import { AppError, notFound } from '../../../libs/http/app-error';

export const moveNotFound = () => notFound({ zh: '批量移交', en: 'move' });

export const moveToSelf = () => {
  const sentence = {
    zh: '移交人与接收人是同一人，请另选接收人。',
    en: 'Giver and receiver are the same person. Choose another receiver.',
  };
  return new AppError('move.to-self', 400, sentence, [{ path: 'toId', code: 'self', ...sentence }]);
};
export const movesNothing = () =>
  new AppError('move.nothing', 409, {
    zh: '生效日当天没有可移交的客户，请核对移交人、日期与所选客户。',
    en: 'Nothing is theirs to move on that day. Check the person, the day and the accounts chosen.',
  });
export const moveChanged = () =>
  new AppError('move.changed', 409, {
    zh: '预览之后客户有变动，请重新预览后再移交。',
    en: 'The accounts have changed since the preview. Preview again, then move.',
  });
export const tooManyToMove = () =>
  new AppError('move.too-many', 409, {
    zh: '一次最多移交 1000 个客户，请选择部分客户，分次移交。',
    en: 'A thousand accounts move at once. Choose some of them, and move in several goes.',
  });
export const moveUndone = () =>
  new AppError('move.undone', 409, {
    zh: '这次移交已经撤销，无需再次撤销。',
    en: 'This move has been undone already.',
  });
