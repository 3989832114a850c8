import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { instant } from '../../../libs/http/instant';
import { pageOf, pageQuery } from '../../../libs/http/page.dto';
import { DELIVERY_STATES } from '../deliveries/delivery-states';
import { GROUP_CATEGORIES } from '../rules/categories';
import { ROBOT_KINDS } from './robot-messages';

const minute = z.number().int().min(0).max(1439);
const choices = z.object({
  name: z.string().trim().min(1).max(60),
  categories: z.array(z.enum(GROUP_CATEGORIES)).min(1).max(GROUP_CATEGORIES.length),
  below: z.boolean().describe('Tells of the branches below as well'),
  mode: z.enum(['at-once', 'digest']),
  digestHour: z.number().int().min(0).max(23),
  quietFrom: minute.nullable().describe('Minutes since midnight in the branch’s time zone'),
  quietTo: minute.nullable(),
  urgentPasses: z.boolean(),
  language: z.enum(['zh', 'en']),
});
const address = z.string().trim().min(1).max(500).describe('Webhook address. Told to nobody again');
const secret = z.string().trim().min(1).max(200).describe('Signing secret. Told to nobody again');
const bothOrNeither = {
  test: ({ quietFrom, quietTo }: { quietFrom?: number | null; quietTo?: number | null }) =>
    (quietFrom === null) === (quietTo === null),
  says: { path: ['quietTo'], message: 'both or neither' },
};

const robotSchema = choices.extend({
  id: z.uuid(),
  branchId: z.uuid(),
  branchName: z.string(),
  kind: z.enum(ROBOT_KINDS),
  host: z.string(),
  hint: z.string().describe('End of the address, to know it by'),
  signed: z.boolean(),
  active: z.boolean(),
  version: z.number().int(),
  lastState: z.enum(DELIVERY_STATES).nullable().describe('How the last message went'),
  lastError: z.string().nullable(),
  lastTriedAt: instant.nullable(),
});

export class RobotDto extends createZodDto(robotSchema) {}
export class RobotPageDto extends createZodDto(pageOf(robotSchema)) {}
export class RobotQueryDto extends createZodDto(pageQuery) {}
export class CreateRobotDto extends createZodDto(
  choices
    .extend({
      branchId: z.uuid().optional().describe('One’s own when left out'),
      kind: z.enum(ROBOT_KINDS),
      address,
      secret: secret.nullable().default(null),
    })
    .refine(bothOrNeither.test, bothOrNeither.says),
) {}
export class UpdateRobotDto extends createZodDto(
  choices
    .extend({
      active: z.boolean(),
      address: address.optional().describe('Kept when left out'),
      secret: secret.nullable().optional().describe('Kept when left out; null: none'),
    })
    .partial()
    .extend({ version: z.number().int() })
    .refine(bothOrNeither.test, bothOrNeither.says),
) {}
export class RobotTestedDto extends createZodDto(z.object({ sentAt: instant })) {}
