import { z } from 'zod';
import { pageQuery } from '../http/page.dto';
import { LONGEST_FILTER } from './filter';

export const filterText = z
  .string()
  .max(LONGEST_FILTER)
  .describe(
    'JSON: `["field", "operator", value]`, joined by `{"and": []}`, `{"or": []}`, `{"not": …}`, or a related record ' +
      '`{"has": "relation", "where": …}`; fields and operators are listed by `GET /lists/{list}/fields`',
  );

const FIELDS = /^[A-Za-z][A-Za-z0-9._]*(,[A-Za-z][A-Za-z0-9._]*)*$/;
export const fieldNames = z.string().max(2_000).regex(FIELDS);

/** Query of a list that is in the registry. */
export const listQuery = pageQuery.extend({
  filter: filterText.optional(),
  columns: fieldNames.optional().describe('Further fields, by name and with commas; they answer in `cells`'),
});

/** Further columns of a row. */
export const listCells = z
  .record(z.string(), z.object({ value: z.unknown(), text: z.string().nullable() }))
  .optional()
  .describe('Fields the query asked for in `columns`: the value, and what to show in its place, if anything');
