import type { FieldType, ListField } from '../../../libs/lists/field-catalogue';
import type { CustomOption, CustomType } from '../custom-fields/custom-values';

interface Definition {
  key: string;
  labelZh: string;
  labelEn: string;
  type: CustomType;
  options: readonly CustomOption[];
  required: boolean;
  archived: boolean;
}

const TYPES: Readonly<Record<CustomType, FieldType>> = {
  text: 'text',
  number: 'number',
  date: 'date',
  boolean: 'boolean',
  choice: 'enum',
  'multi-choice': 'tags',
};

/** Fields that administrators added, as the list has them: `custom.region`. Two branches' fields of one key are one. */
export function customListFields(definitions: readonly Definition[]): ListField[] {
  const byKey = new Map(definitions.filter(({ archived }) => !archived).map((one) => [one.key, one]));
  return [...byKey.values()].map((definition) => {
    const { key, labelZh, labelEn, type, options, required } = definition;
    return {
      name: `custom.${key}`,
      type: TYPES[type],
      label: { zh: labelZh, en: labelEn },
      editable: true,
      required,
      groupable: type === 'choice' || type === 'boolean',
      totalable: type === 'number',
      ...(options.length > 0 && { options }),
      ...expressions(key, type),
    };
  });
}

// A key is lower-case letters, digits and underscores, which the table and the catalogue both check. A value of another
// type, left from a field of that key in a branch that has gone, reads as none.
function expressions(key: string, type: CustomType): Pick<ListField, 'sql' | 'text' | 'sort'> {
  const json = `a.custom_values -> '${key}'`;
  const bare = `a.custom_values ->> '${key}'`;
  const only = (jsonType: string, sql: string) =>
    `(CASE WHEN jsonb_typeof(${json}) = '${jsonType}' THEN ${sql} END)`;
  switch (type) {
    case 'number': {
      const sql = only('number', `(${bare})::numeric`);
      return { sql, sort: { expression: `coalesce(${sql}, '-infinity'::numeric)`, type: 'numeric' } };
    }
    case 'date': {
      const sql = `(CASE WHEN ${bare} ~ '^\\d{4}-\\d\\d-\\d\\d$' THEN (${bare})::date END)`;
      return { sql, sort: { expression: `coalesce(${sql}, '-infinity'::date)`, type: 'date' } };
    }
    case 'boolean':
      return { sql: only('boolean', `(${bare})::boolean`) };
    case 'multi-choice':
      return {
        sql: `ARRAY(SELECT jsonb_array_elements_text(${only('array', json)}))`,
        text: `(SELECT string_agg(one, '、') FROM jsonb_array_elements_text(${only('array', json)}) AS one)`,
      };
    case 'choice':
    case 'text': {
      const sql = only('string', bare);
      return { sql, sort: { expression: `coalesce(${sql}, '') COLLATE "zh-x-icu"`, type: 'text' } };
    }
  }
}
