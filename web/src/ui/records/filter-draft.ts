import type { ListField, ListFields, ListRelation } from '../../api/records';
import { isCondition, type Condition, type ConditionValue, type Filter, type Operator } from './filter';

/** A filter while somebody builds it: groups of rows, each row a condition, a related record or a group. */
export interface GroupDraft {
  kind: 'group';
  key: number;
  joint: 'and' | 'or';
  /** None of it may hold. */
  not: boolean;
  members: Draft[];
}
export interface ConditionDraft {
  kind: 'condition';
  key: number;
  field: string;
  operator: Operator;
  value: ConditionValue | null;
}
export interface HasDraft {
  kind: 'has';
  key: number;
  relation: string;
  not: boolean;
  where: GroupDraft;
}
export type Draft = GroupDraft | ConditionDraft | HasDraft;

let lastKey = 0;
const newKey = (): number => (lastKey += 1);

export const emptyGroup = (): GroupDraft => ({
  kind: 'group',
  key: newKey(),
  joint: 'and',
  not: false,
  members: [],
});

export const newCondition = (field: ListField): ConditionDraft => ({
  kind: 'condition',
  key: newKey(),
  field: field.name,
  operator: field.operators[0]!,
  value: field.type === 'boolean' ? true : null,
});

export const newHas = (relation: ListRelation): HasDraft => ({
  kind: 'has',
  key: newKey(),
  relation: relation.name,
  not: false,
  where: emptyGroup(),
});

export function draftOf(filter: Filter | null): GroupDraft {
  if (filter === null) return emptyGroup();
  const draft = memberOf(filter);
  return draft.kind === 'group' ? draft : { ...emptyGroup(), members: [draft] };
}

function memberOf(filter: Filter): Draft {
  if (isCondition(filter)) {
    const [field, operator, value = null] = filter;
    return { kind: 'condition', key: newKey(), field, operator, value };
  }
  if ('has' in filter)
    return {
      kind: 'has',
      key: newKey(),
      relation: filter.has,
      not: false,
      where: draftOf(filter.where ?? null),
    };
  if ('not' in filter) {
    const inner = memberOf(filter.not);
    if (inner.kind !== 'condition') return { ...inner, not: !inner.not };
    return { ...emptyGroup(), not: true, members: [inner] };
  }
  const [joint, members] = 'and' in filter ? (['and', filter.and] as const) : (['or', filter.or] as const);
  return { ...emptyGroup(), joint, members: members.map(memberOf) };
}

const WITHOUT_VALUE: readonly Operator[] = ['empty', 'filled'];

export function isComplete({ operator, value }: ConditionDraft): boolean {
  if (WITHOUT_VALUE.includes(operator)) return true;
  if (operator === 'between')
    return Array.isArray(value) && value.length === 2 && value.every((one) => one !== '');
  return value !== null && value !== '' && !(Array.isArray(value) && value.length === 0);
}

/** What was built so far; a row without its value does not count yet. */
export function filterOf(group: GroupDraft): Filter | null {
  const members = group.members.map(filterOfMember).filter((one): one is Filter => one !== null);
  if (members.length === 0) return null;
  const joined: Filter =
    members.length === 1 ? members[0]! : group.joint === 'and' ? { and: members } : { or: members };
  return group.not ? { not: joined } : joined;
}

function filterOfMember(draft: Draft): Filter | null {
  if (draft.kind === 'group') return filterOf(draft);
  if (draft.kind === 'condition') {
    if (!isComplete(draft)) return null;
    const { field, operator, value } = draft;
    return (WITHOUT_VALUE.includes(operator) ? [field, operator] : [field, operator, value!]) as Condition;
  }
  const where = filterOf(draft.where);
  const has: Filter = where === null ? { has: draft.relation } : { has: draft.relation, where };
  return draft.not ? { not: has } : has;
}

/** The fields a part of the tree may ask: the list's own, or those of a related record. */
export type Askable = Pick<ListFields, 'fields' | 'relations'>;
