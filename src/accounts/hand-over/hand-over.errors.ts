import { AppError, notFound } from '../../../libs/http/app-error';

export const handOverNotFound = () => notFound({ zh: '交接', en: 'hand-over' });

export const handOverInPast = () => {
  const sentence = {
    zh: '交接生效日不能早于今天，请另选日期。',
    en: 'A hand-over cannot take effect before today. Choose another day.',
  };
  return new AppError('hand-over.in-past', 400, sentence, [
    { path: 'effectiveOn', code: 'past', ...sentence },
  ]);
};
export const handOverToSame = () => {
  const sentence = {
    zh: '此人在生效日已是主办，请另选接收人。',
    en: 'This person is the primary on that day already. Choose somebody else.',
  };
  return new AppError('hand-over.to-same', 409, sentence, [{ path: 'toId', code: 'same', ...sentence }]);
};
export const receiverUnfit = () => {
  const sentence = {
    zh: '接收人的账号已停用，或无权维护大客户，请另选接收人。',
    en: 'The receiver’s login is switched off, or may not keep accounts. Choose somebody else.',
  };
  return new AppError('hand-over.receiver-unfit', 409, sentence, [
    { path: 'toId', code: 'unfit', ...sentence },
  ]);
};
export const notReceiver = () =>
  new AppError('hand-over.not-receiver', 403, {
    zh: '只有接收人本人可以确认接手。',
    en: 'Only whoever takes the account over can confirm it.',
  });
export const handOverUndone = () =>
  new AppError('hand-over.undone', 409, {
    zh: '此交接已撤销，请重新载入页面。',
    en: 'This hand-over was taken back. Reload the page.',
  });
export const packNeedsOwnBranch = () =>
  new AppError('hand-over.full-pack', 403, {
    zh: '完整号码只提供给客户所属局有维护权限的同事；请下载隐去号码的交接包。',
    en: 'Full numbers are for those of the account’s branch who keep it. Download the pack with masked numbers.',
  });

export const checkNotFound = () => notFound({ zh: '交接事项', en: 'line of the checklist' });
export const checkNotYours = () =>
  new AppError('hand-over.not-yours', 403, {
    zh: '交接清单由移交人与接收人勾选，确认接手后不再更改。',
    en: 'Giver and receiver keep the checklist, until the receiver has confirmed.',
  });
export const checkFixed = () =>
  new AppError('hand-over.check-fixed', 409, {
    zh: '此项为必备事项，不能删除；不适用时可在确认接手时说明。',
    en: 'This line belongs to every hand-over and stays. If it does not apply, say so when confirming.',
  });
export const checklistFull = (most: number) =>
  new AppError('hand-over.checklist-full', 409, {
    zh: `交接清单最多 ${most} 项，请合并后再添加。`,
    en: `A checklist has at most ${most} lines. Put some together first.`,
  });
export const checksOpen = (open: number) => {
  const sentence = {
    zh: `还有 ${open} 项必办事项未勾选；请先办妥，或说明为何先行接手。`,
    en: `Required lines are open: ${open}. Settle them, or say why you take the account over before.`,
  };
  return new AppError('hand-over.checks-open', 409, sentence, [
    { path: 'openReason', code: 'required', ...sentence },
  ]);
};
