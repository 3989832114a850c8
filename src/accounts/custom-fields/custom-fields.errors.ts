import { AppError, notFound, taken } from '../../../libs/http/app-error';
import type { CustomFault } from './custom-values';

export const customFieldNotFound = () => notFound({ zh: '档案字段', en: 'profile field' });

export const customKeyTaken = () =>
  taken('account.field-key-taken', 'key', {
    zh: '本局、上级局或下级局已有使用此代码的字段，请换一个代码。',
    en: 'This branch, one above it or one below it already has a field with this key. Choose another.',
  });

export const customOptionsWrong = () => {
  const sentence = {
    zh: '单选与多选字段须至少有一个选项，其他类型不能有选项；已有的选项不能删除，请改名或归档字段。',
    en: 'A choice needs at least one option and no other type has any. An option that exists cannot be removed: rename it, or archive the field.',
  };
  return new AppError('account.field-options', 400, sentence, [
    { path: 'options', code: 'invalid', ...sentence },
  ]);
};

const FAULTS: Record<CustomFault['fault'], { zh: string; en: string }> = {
  unknown: { zh: '没有此字段，请重新载入页面。', en: 'There is no such field. Reload the page.' },
  archived: { zh: '此字段已归档，不能再填写。', en: 'This field is archived and takes no more values.' },
  type: { zh: '内容与字段类型不符，请检查。', en: 'This does not fit the type of the field. Check it.' },
  required: { zh: '此字段必填。', en: 'This field has to be filled in.' },
};

export const customValuesWrong = (faults: readonly CustomFault[]) =>
  new AppError(
    'account.field-values',
    400,
    {
      zh: '自定义字段填写有误，请按提示修改。',
      en: 'Some of the additional fields are not right. Change what is marked.',
    },
    faults.map(({ key, fault }) => ({ path: `customValues.${key}`, code: fault, ...FAULTS[fault] })),
  );

export const customFilterWrong = () =>
  new AppError('account.field-filter', 400, {
    zh: '自定义字段的筛选条件有误，请重新选择。',
    en: 'The filter by an additional field is not right. Choose it again.',
  });
