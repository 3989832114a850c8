import { AppError, type FieldFault, notFound } from '../../libs/http/app-error';

export const designNotFound = () => notFound({ zh: '版式', en: 'design' });
export const batchNotFound = () => notFound({ zh: '批次', en: 'batch' });
export const printedFileNotFound = () => notFound({ zh: '印制文件', en: 'printed file' });
export const artworkNotFound = () => notFound({ zh: '图稿', en: 'artwork file' });

export const designNameUnknown = (names: readonly string[]) =>
  new AppError('design.name-unknown', 404, {
    zh: `没有叫这个名称的版式，可用：${names.join('、')}。`,
    en: `There is no design of this name. Choose one of: ${names.join(', ')}.`,
  });
export const designNameTaken = () =>
  new AppError('design.name-taken', 409, {
    zh: '本局已有同名版式，请换一个名称。',
    en: 'Your branch already has a design with this name. Choose another.',
  });
export const designInvalid = (faults: FieldFault[]) =>
  new AppError(
    'design.invalid',
    422,
    { zh: '版式有误，请按提示逐项修改。', en: 'The design has faults. Mend each one listed.' },
    faults,
  );
export const artworkRefused = () =>
  new AppError('design.artwork-refused', 422, {
    zh: '无法使用该图稿。请上传未加密的 PDF，或 JPEG、PNG 图片，不超过 50 MB。',
    en: 'This artwork cannot be used. Upload a PDF without encryption, a JPEG or a PNG of at most 50 MB.',
  });
export const batchWrongState = (zh: string, en: string) =>
  new AppError('batch.wrong-state', 409, {
    zh: `批次当前状态不能${zh}，请刷新查看最新状态。`,
    en: `The batch cannot be ${en} in its present state. Reload to see where it stands.`,
  });
export const batchNeedsSecondPerson = () =>
  new AppError('batch.second-person', 409, {
    zh: '此批次超过件数门槛，须由另一人审批。',
    en: 'This batch is over the threshold: a second person has to approve it.',
  });
export const batchIncomplete = () =>
  new AppError('batch.incomplete', 422, {
    zh: '请先为营销活动选定名址库和版式。',
    en: 'Choose an address list and a design first.',
  });
export const batchBranchesApart = () =>
  new AppError('batch.branches-apart', 422, {
    zh: '营销活动、名址库和版式分属互不隶属的局，不能合成一个批次。',
    en: 'Campaign, list and design belong to branches of which none is above the others; they cannot make one batch.',
  });
export const batchListArchived = () =>
  new AppError('batch.list-archived', 409, {
    zh: '该名址库已归档，不能寄送。请先恢复使用，或另选名址库。',
    en: 'This list is archived and cannot be mailed. Take it into use again, or choose another.',
  });
export const dispatchNotUncertain = () =>
  new AppError('dispatch.not-uncertain', 409, {
    zh: '该交寄没有待确认的结果。',
    en: 'This dispatch has no outcome waiting to be confirmed.',
  });
export const makeGoodsOpen = () =>
  new AppError('batch.make-goods-open', 409, {
    zh: '补印文件还没有生成完。请等它完成，或撤销补印，再交寄。',
    en: 'A make-good is not printed yet. Wait until it is, or undo the reprint, then dispatch.',
  });
export const printedFileNotReady = () =>
  new AppError('batch.file-not-ready', 409, {
    zh: '该文件尚未印制完成，或其中没有印出的件。请稍后再试。',
    en: 'This file is not printed yet, or none of its pieces was printed. Try again later.',
  });
