import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { instant } from '../../../libs/http/instant';
import { pageOf } from '../../../libs/http/page.dto';
import { listCells, listQuery } from '../../../libs/lists/list.dto';

const name = z.string().trim().min(1).max(100);
/** Checked by letterpress, which owns its shape. */
const body = z.record(z.string(), z.unknown());
const artwork = z.record(z.string().max(128), z.string().regex(/^[0-9a-f]{64}$/));

export const designRowSchema = z.object({
  id: z.uuid(),
  branchId: z.uuid(),
  branchName: z.string(),
  name: z.string(),
  format: z.string(),
  copiedFrom: z.string().nullable(),
  version: z.number().int(),
  versionNo: z.number().int(),
  updatedAt: instant,
});

export class DesignPageDto extends createZodDto(pageOf(designRowSchema.extend({ cells: listCells }))) {}
export class DesignQueryDto extends createZodDto(listQuery) {}
export class DesignDto extends createZodDto(
  designRowSchema.extend({ body, artwork, fields: z.array(z.string()) }),
) {}
export class StarterDesignsDto extends createZodDto(
  z.object({
    items: z.array(
      z.object({
        id: z.string(),
        name: z.object({ zh: z.string(), en: z.string() }),
        description: z.object({ zh: z.string(), en: z.string() }).nullable(),
        format: z.string(),
      }),
    ),
  }),
) {}
export class StarterParam extends createZodDto(z.object({ starterId: z.string().max(64) })) {}
export class CopyStarterDto extends createZodDto(z.object({ starterId: z.string().max(64), name })) {}
export class UpdateDesignDto extends createZodDto(
  z.object({
    name: name.optional(),
    body: body.optional(),
    artwork: artwork.optional(),
    version: z.number().int(),
  }),
) {}
export class PreviewDesignDto extends createZodDto(
  z.object({
    body,
    artwork,
    listId: z.uuid().optional(),
    /** Which record of the list, from 1. */
    record: z.number().int().min(1).max(10_000_000).default(1),
  }),
) {}
export class ArtworkDto extends createZodDto(z.object({ sha256: z.string() })) {}
