import { Injectable } from '@nestjs/common';
import { Database } from '../../libs/database/database';
import { type ListField, operatorsOf } from '../../libs/lists/field-catalogue';
import { groupUnknown } from '../../libs/lists/list-errors';
import { ListRegistry } from '../../libs/lists/list-registry';
import { fieldsOf } from '../../libs/lists/narrowed-list';
import type { ListSummaryQueryDto } from './list-summary.dto';
import { type GroupRow, MOST_GROUPS, RecordsRepository, type Sums, whereOf } from './records.repository';

/** Questions to a whole list, the same for every list that describes itself. */
/** Records that are added up: beyond, it would take longer than anybody waits. */
const ADDED_UP = 10_000;

@Injectable()
export class ListsService {
  constructor(
    private readonly database: Database,
    private readonly lists: ListRegistry,
    private readonly records: RecordsRepository,
  ) {}

  /** @throws AppError `not-found` */
  async fields(name: string) {
    const list = this.lists.get(name);
    const { fields, relations } = await this.lists.catalogueOf(list);
    const { permissions } = this.database.viewer;
    const holds = (permission: string | undefined) =>
      permission !== undefined && permissions.includes(permission);
    const mayEditMany = holds(list.editor?.permission);
    const mayEdit = mayEditMany || holds(list.editPermission);
    const mayEditField = ({ editPermission }: ListField) =>
      editPermission === undefined || holds(editPermission);
    const described = (field: ListField) => describe(field, mayEdit && mayEditField(field));
    return {
      list: list.name,
      title: list.title,
      fields: fields.map(described),
      relations: relations.map(({ name, label, fields: inner }) => ({
        name,
        label,
        fields: inner.map(described),
      })),
      mayExport: holds(list.exportPermission),
      mayEdit,
      mayEditMany,
    };
  }

  /** @throws AppError `not-found`, `filter.…`, `list.unknown-group`, `list.unknown-column` */
  async summary(name: string, query: ListSummaryQueryDto) {
    const list = this.lists.get(name);
    const catalogue = await this.lists.catalogueOf(list);
    const where = whereOf(list, catalogue, query);
    const count = await this.records.count(list, where, ADDED_UP + 1);
    const capped = count > ADDED_UP;
    const added = query.totals
      ? fieldsOf(catalogue, query.totals.split(',')).filter(({ totalable }) => totalable)
      : [];
    // To add up what nobody has time to count would take longer still.
    const summed = capped ? [] : added;
    const totals = await this.records.totals(list, where, summed);
    const group = query.group ? groupField(catalogue.fields, query.group) : null;
    const groups = group ? await this.records.groups(list, where, group, summed) : null;
    const sumsOf = (sums: Sums) =>
      capped && added.length > 0 ? null : summed.map(({ name: field }, i) => ({ field, sum: sums[i] ?? 0 }));
    return {
      count: Math.min(count, ADDED_UP),
      capped,
      totals: sumsOf(totals),
      groups:
        groups
          ?.slice(0, MOST_GROUPS)
          .map(({ sums, ...one }: GroupRow) => ({ ...one, totals: sumsOf(sums) })) ?? null,
      moreGroups: (groups?.length ?? 0) > MOST_GROUPS,
    };
  }
}

function groupField(fields: readonly ListField[], name: string): ListField {
  const field = fields.find((candidate) => candidate.name === name && candidate.groupable);
  if (!field) throw groupUnknown(name);
  return field;
}

const describe = (field: ListField, mayEdit: boolean) => ({
  name: field.name,
  type: field.type,
  label: field.label,
  operators: [...operatorsOf(field)],
  options: (field.options ?? []).map(({ value, zh, en }) => ({ value, zh, en })),
  refersTo: field.refersTo ?? null,
  sortable: field.sort !== undefined,
  groupable: field.groupable ?? false,
  totalable: field.totalable ?? false,
  editable: mayEdit && (field.editable ?? false),
  required: field.required ?? false,
});
