import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { FIELD_TYPES, OPERATORS } from '../../libs/lists/field-catalogue';

const label = z.object({ zh: z.string(), en: z.string() });

const field = z.object({
  name: z.string(),
  type: z.enum(FIELD_TYPES),
  label,
  operators: z.array(z.enum(OPERATORS)).describe('The usual question first; none where it is only shown'),
  options: z.array(label.extend({ value: z.string() })),
  refersTo: z.string().nullable().describe('The list that a record is one of'),
  sortable: z.boolean(),
  groupable: z.boolean(),
  totalable: z.boolean(),
  editable: z.boolean().describe('In its cell, and for many records at once where the list may'),
  required: z.boolean().describe('An edit may not leave it empty'),
});

export class ListParam extends createZodDto(z.object({ list: z.string().max(40) })) {}

export class ListFieldsDto extends createZodDto(
  z.object({
    list: z.string(),
    title: label,
    fields: z.array(field),
    relations: z.array(z.object({ name: z.string(), label, fields: z.array(field) })),
    mayExport: z.boolean(),
    mayEdit: z.boolean(),
    mayEditMany: z.boolean(),
  }),
) {}
