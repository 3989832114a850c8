import { AppError, notFound } from '../../libs/http/app-error';

export const exportNotAllowed = () =>
  new AppError('permission.missing', 403, {
    zh: '您没有导出此列表的权限，请联系管理员。',
    en: 'You may not export this list. Ask your administrator.',
  });

export const editNotAllowed = () =>
  new AppError('permission.missing', 403, {
    zh: '您没有修改此列表的权限，请联系管理员。',
    en: 'You may not edit this list. Ask your administrator.',
  });

export const bulkEditNotFound = () => notFound({ zh: '批量修改', en: 'bulk edit' });

export const fieldNotEditable = () =>
  new AppError('bulk-edit.field', 400, {
    zh: '此字段不能批量修改，请选择其他字段。',
    en: 'This field cannot be changed for many at once. Choose another.',
  });

export const valueUnfit = () =>
  new AppError('bulk-edit.value', 400, {
    zh: '填写的值不适用于此字段，请检查后重填。',
    en: 'The value does not fit this field. Check it and enter it again.',
  });

export const bulkEditTooLarge = (most: number) =>
  new AppError('bulk-edit.too-large', 409, {
    zh: `一次最多修改 ${most} 条记录，请缩小筛选范围后分批修改。`,
    en: `At most ${most} records are changed at once. Narrow the filter and change them in parts.`,
  });

export const bulkEditNotUndoable = () =>
  new AppError('bulk-edit.state', 409, {
    zh: '此批量修改尚未完成或已撤销，不能撤销。',
    en: 'This bulk edit is not done, or was undone already. It cannot be undone.',
  });
