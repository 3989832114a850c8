import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { CATEGORIES } from '../rules/categories';
import { EMAIL_CHOICES } from './choices';

const minute = z.number().int().min(0).max(1439);
const choice = z.object({
  inApp: z.boolean(),
  email: z.enum(EMAIL_CHOICES),
  robot: z.boolean().describe('Whether chat robots tell their groups of what concerns me'),
});

const setting = z.object({
  categories: z.object(
    Object.fromEntries(CATEGORIES.map((category) => [category, choice])) as Record<
      (typeof CATEGORIES)[number],
      typeof choice
    >,
  ),
  digestHour: z.number().int().min(0).max(23),
  quietFrom: minute.nullable().describe('Minutes since midnight in the branch’s time zone'),
  quietTo: minute.nullable(),
  urgentPasses: z.boolean(),
  language: z.enum(['zh', 'en']).nullable().describe('Of e-mails; null: that of the web app'),
  version: z.number().int().min(0).describe('0 while nothing was chosen'),
});

export class SettingDto extends createZodDto(
  setting.extend({
    email: z.string(),
    mailOn: z.boolean().describe('Whether the program has a mail server'),
    timeZone: z.string(),
  }),
) {}
export class SaveSettingDto extends createZodDto(
  setting.refine(({ quietFrom, quietTo }) => (quietFrom === null) === (quietTo === null), {
    path: ['quietTo'],
    message: 'both or neither',
  }),
) {}
