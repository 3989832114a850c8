import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { instant } from '../../../libs/http/instant';
import { pageOf } from '../../../libs/http/page.dto';
import { DOCUMENT_KINDS } from './document-words';

const title = z.string().trim().min(1).max(120);
const kind = z.enum(DOCUMENT_KINDS);
const note = z.string().trim().max(500);

const versionSchema = z.object({
  no: z.number().int(),
  fileName: z.string(),
  mediaType: z.string(),
  sizeBytes: z.number().int(),
  sha256: z.string(),
  note: z.string(),
  uploadedByName: z.string().nullable(),
  uploadedAt: instant,
});

const documentSchema = z.object({
  id: z.uuid(),
  accountId: z.uuid(),
  title: z.string(),
  kind,
  removedAt: instant.nullable(),
  version: z.number().int(),
  latest: versionSchema,
});

export class DocumentPageDto extends createZodDto(pageOf(documentSchema)) {}
export class DocumentDto extends createZodDto(
  documentSchema.extend({ versions: z.array(versionSchema).describe('The newest first') }),
) {}
export class DocumentsQueryDto extends createZodDto(
  z.object({
    removed: z
      .enum(['true', 'false'])
      .transform((value) => value === 'true')
      .default(false)
      .describe('Those that were removed, with all their versions'),
  }),
) {}
export class NewDocumentQueryDto extends createZodDto(
  z.object({
    title: title.optional().describe('The file’s name unless said'),
    kind: kind.default('other'),
    note: note.default(''),
  }),
) {}
export class NewVersionQueryDto extends createZodDto(z.object({ note: note.default('') })) {}
export class FileQueryDto extends createZodDto(
  z.object({ no: z.coerce.number().int().min(1).optional().describe('The newest version unless said') }),
) {}
export class UpdateDocumentDto extends createZodDto(
  z.object({ title: title.optional(), kind: kind.optional(), version: z.number().int() }),
) {}
