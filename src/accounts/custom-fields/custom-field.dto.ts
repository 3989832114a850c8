import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { pageOf } from '../../../libs/http/page.dto';
import { CUSTOM_TYPES } from './custom-values';

const option = z.object({
  value: z.string().regex(/^[A-Za-z0-9_-]{1,40}$/),
  zh: z.string().trim().min(1).max(60),
  en: z.string().trim().min(1).max(60),
});
const options = z
  .array(option)
  .max(100)
  .refine((list) => new Set(list.map(({ value }) => value)).size === list.length, 'a value stands once');

export const customFieldSchema = z.object({
  id: z.uuid(),
  branchId: z.uuid().describe('The field is on every account of this branch and of those below it'),
  branchName: z.string().nullable(),
  key: z.string(),
  labelZh: z.string(),
  labelEn: z.string(),
  type: z.enum(CUSTOM_TYPES),
  options: z.array(z.object({ value: z.string(), zh: z.string(), en: z.string() })),
  required: z.boolean(),
  section: z.string(),
  position: z.number().int(),
  archived: z.boolean(),
  mayChange: z.boolean().describe('False for what a branch above has laid down'),
  version: z.number().int(),
});

const changeable = {
  labelZh: z.string().trim().min(1).max(40),
  labelEn: z.string().trim().min(1).max(60),
  options,
  required: z.boolean(),
  section: z.string().trim().max(40),
  position: z.number().int().min(0).max(10_000),
};

export class CustomFieldDto extends createZodDto(customFieldSchema) {}
export class CustomFieldPageDto extends createZodDto(pageOf(customFieldSchema)) {}

export class CreateCustomFieldDto extends createZodDto(
  z.object({
    ...changeable,
    branchId: z.uuid(),
    key: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/),
    type: z.enum(CUSTOM_TYPES),
    options: options.default([]),
    required: z.boolean().default(false),
    section: changeable.section.default(''),
    position: changeable.position.default(0),
  }),
) {}

export class UpdateCustomFieldDto extends createZodDto(
  z.object({
    ...z.object(changeable).partial().shape,
    archived: z.boolean().optional(),
    version: z.number().int(),
  }),
) {}
