import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { instant } from '../../../libs/http/instant';
import { MOST_AT_ONCE, SPOILAGE_OUTCOMES, SPOILAGE_REASONS } from './spoilage-words';

const position = z.number().int().min(1).max(50_000);

/** Which pieces: their serials, a line each as typed or scanned, or where they lie in a printed file. */
export class RecordSpoilageDto extends createZodDto(
  z
    .object({
      outcome: z.enum(SPOILAGE_OUTCOMES),
      reason: z.enum(SPOILAGE_REASONS),
      note: z.string().trim().max(200).default(''),
      serials: z.array(z.string().max(200)).max(MOST_AT_ONCE).optional(),
      range: z
        .object({ chunkNo: z.number().int().min(1), from: position, to: position })
        .refine(({ from, to }) => from <= to && to - from < MOST_AT_ONCE, { path: ['to'] })
        .optional(),
    })
    .refine(({ serials, range }) => (serials === undefined) !== (range === undefined), { path: ['serials'] })
    .refine(({ reason, note }) => reason !== 'other' || note !== '', { path: ['note'] }),
) {}

export class SpoilageRecordedDto extends createZodDto(
  z.object({
    recorded: z.number().int(),
    already: z.number().int().describe('Recorded before with this outcome; nothing changed for them'),
    makeGoodChunkNo: z.number().int().nullable(),
  }),
) {}

export class UndoSpoilageDto extends createZodDto(
  z.object({ seqs: z.array(z.number().int().min(1).max(2_147_483_647)).min(1).max(MOST_AT_ONCE) }),
) {}
export class SpoilageUndoneDto extends createZodDto(z.object({ undone: z.number().int() })) {}

export class SpoilagePageDto extends createZodDto(
  z.object({
    items: z.array(
      z.object({
        seq: z.number().int(),
        serial: z.string(),
        chunkNo: z.number().int().describe('The file it was printed in'),
        outcome: z.enum(SPOILAGE_OUTCOMES),
        reason: z.enum(SPOILAGE_REASONS),
        note: z.string(),
        makeGoodChunkNo: z.number().int().nullable(),
        recordedByName: z.string().nullable(),
        recordedAt: instant,
      }),
    ),
    nextCursor: z.string().nullable(),
    total: z.number().int(),
  }),
) {}

export class MakeGoodsDto extends createZodDto(
  z.object({
    items: z.array(
      z.object({
        chunkNo: z.number().int(),
        no: z.number().int().describe('Counted from 1 within the batch'),
        pieces: z.number().int(),
        pages: z.number().int().nullable(),
        ready: z.boolean(),
        givenUp: z.boolean().describe('Failed so often that a person has to ask for another try'),
      }),
    ),
  }),
) {}

export class PrintedFileQueryDto extends createZodDto(
  z.object({ chunkNo: z.coerce.number().int().min(1).max(2_147_483_647) }),
) {}
