import { z } from 'zod';

/** What a job may carry: ids, short codes, small integers and flags. Never free text, never personal data. */
export type JobPayload = Record<string, string | number | boolean | null | undefined>;

const SHORT_CODE = /^[a-z][a-z0-9_-]{0,31}$/;
const INT32_MAX = 2_147_483_647;
const INT32_MIN = -2_147_483_648;

/** A lower-case ASCII code of at most 32 characters that starts with a letter (so no name and no phone number fits). */
export const shortCode = () => z.string().regex(SHORT_CODE);

/** An integer within ±2^31. An eleven-digit mobile number does not fit, which is the point. */
export const smallInteger = () => z.int32();

interface JsonSchema {
  type?: string;
  format?: string;
  pattern?: string;
  minimum?: number;
  maximum?: number;
  enum?: unknown[];
  const?: unknown;
  anyOf?: JsonSchema[];
  properties?: Record<string, JsonSchema>;
  additionalProperties?: unknown;
}

/**
 * Refuses a payload schema through which personal data could travel. Queues keep payloads in Redis dumps,
 * failed-job lists and logs, outside row-level security, so only fields that cannot hold a name, an address or a
 * number to call are let in: `z.uuid()`, {@link shortCode}, {@link smallInteger} (or any integer bounded to 32
 * bits), `z.boolean()`, enums and literals of short codes, each optional or nullable.
 *
 * @throws Error naming the job and the field, never a value.
 */
export function assertCarriesIdsOnly(jobName: string, schema: z.ZodType): void {
  const shape = describe(jobName, schema);
  if (shape.type !== 'object' || shape.additionalProperties !== false || !shape.properties) {
    throw new Error(`Job "${jobName}": the payload schema must be a z.strictObject(...).`);
  }
  for (const [field, fieldShape] of Object.entries(shape.properties)) {
    if (!isIdLike(fieldShape)) {
      throw new Error(
        `Job "${jobName}": field "${field}" could carry more than an id. ` +
          'Use z.uuid(), shortCode(), smallInteger(), z.boolean() or an enum of short codes.',
      );
    }
  }
}

function describe(jobName: string, schema: z.ZodType): JsonSchema {
  try {
    // What goes in is what is checked; what comes out is only asked to be plain, which no transform is.
    z.toJSONSchema(schema, { io: 'output' });
    return z.toJSONSchema(schema, { io: 'input' }) as JsonSchema;
  } catch {
    throw new Error(`Job "${jobName}": the payload schema has a field that is no plain JSON value.`);
  }
}

function isIdLike(shape: JsonSchema): boolean {
  if (shape.anyOf) return shape.anyOf.every(isIdLike);
  if (shape.enum) return shape.enum.every(isShortLiteral);
  if ('const' in shape) return isShortLiteral(shape.const);
  switch (shape.type) {
    case 'null':
    case 'boolean':
      return true;
    case 'string':
      return shape.format === 'uuid' || shape.pattern === SHORT_CODE.source;
    case 'integer':
      return (shape.minimum ?? -Infinity) >= INT32_MIN && (shape.maximum ?? Infinity) <= INT32_MAX;
    default:
      return false;
  }
}

function isShortLiteral(value: unknown): boolean {
  return typeof value === 'string' ? SHORT_CODE.test(value) : value === null || typeof value !== 'object';
}
