import { AppError, type FieldFault, notFound, type Sentence } from '../http/app-error';

export const filterUnreadable = () =>
  new AppError('filter.unreadable', 400, {
    zh: '筛选条件无法识别，请清除后重新选择。',
    en: 'This filter cannot be read. Clear it and choose again.',
  });

export const filterTooLarge = () =>
  new AppError('filter.too-large', 400, {
    zh: '筛选条件过多：最多 50 个条件、6 层嵌套，请减少后再试。',
    en: 'This filter is too large: at most 50 conditions, nested 6 deep. Take some away.',
  });

/** What can be wrong with a part of a filter. */
export const FILTER_FAULTS = {
  field: { zh: '没有此字段，或您无权使用。', en: 'There is no such field, or it is not open to you.' },
  relation: { zh: '没有此关联，或您无权使用。', en: 'There is no such relation, or it is not open to you.' },
  operator: { zh: '此字段不支持这种比较。', en: 'This field cannot be asked that.' },
  value: { zh: '比较的值不对，请重新填写。', en: 'The value does not fit. Enter it again.' },
} as const satisfies Record<string, Sentence>;

export type FilterFaultCode = keyof typeof FILTER_FAULTS;

/** A part of a filter that does not fit the list, at its place in the tree: `filter.and.0`. */
export interface FilterFault {
  path: string;
  code: FilterFaultCode;
}

export const filterInvalid = (faults: readonly FilterFault[]) =>
  new AppError(
    'filter.invalid',
    400,
    {
      zh: '有筛选条件不适用于此列表，请去掉或重新选择。',
      en: 'Some conditions do not fit this list. Take them away or choose them again.',
    },
    faults.map(({ path, code }): FieldFault => ({ path, code, ...FILTER_FAULTS[code] })),
  );

export const columnUnknown = (name: string) =>
  new AppError('list.unknown-column', 400, {
    zh: `没有“${name}”这一列，或您无权查看。请重新选择列。`,
    en: `There is no column "${name}", or it is not open to you. Choose the columns again.`,
  });

export const groupUnknown = (name: string) =>
  new AppError('list.unknown-group', 400, {
    zh: `不能按“${name}”分组，请换一个字段。`,
    en: `This list cannot be grouped by "${name}". Choose another field.`,
  });

export const listNotFound = () => notFound({ zh: '列表', en: 'list' });
