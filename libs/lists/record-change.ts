import type { ListField } from './field-catalogue';
import type { CellValue, RecordChange } from './record-list';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

const isNothing = (value: CellValue): boolean =>
  value === null || value === '' || (Array.isArray(value) && value.length === 0);

/** Whether a change could fit a field at all; each record's own rules come on top. */
export function changeFits(field: ListField, change: RecordChange): boolean {
  if ('add' in change) return field.type === 'tags' && among(field, [...change.add, ...change.remove]);
  const { set } = change;
  if (isNothing(set)) return !field.required;
  switch (field.type) {
    case 'text':
    case 'user':
    case 'branch':
    case 'record':
      return typeof set === 'string';
    case 'number':
    case 'money':
      return typeof set === 'number';
    case 'date':
      return typeof set === 'string' && DAY.test(set);
    case 'boolean':
      return typeof set === 'boolean';
    case 'enum':
      return typeof set === 'string' && among(field, [set]);
    case 'tags':
      return Array.isArray(set) && among(field, set);
  }
}

const among = ({ options }: ListField, values: readonly string[]): boolean =>
  !options || values.every((value) => options.some((option) => option.value === value));

/** The value a record gets from the one it has. */
export function changedCell(before: CellValue, change: RecordChange): CellValue {
  if ('set' in change) return isNothing(change.set) && !Array.isArray(change.set) ? null : change.set;
  const kept = (Array.isArray(before) ? before : []).filter((one) => !change.remove.includes(one));
  return [...kept, ...change.add.filter((one) => !kept.includes(one))];
}
