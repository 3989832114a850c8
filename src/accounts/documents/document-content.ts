/** A kind of file that is taken, told by its content; names and headers are not believed. */
export interface DocumentType {
  mediaType: string;
  extension: string;
}

const SIGNATURES: readonly (DocumentType & { bytes: Buffer })[] = [
  { mediaType: 'application/pdf', extension: 'pdf', bytes: Buffer.from('%PDF-') },
  {
    mediaType: 'image/png',
    extension: 'png',
    bytes: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
  },
  { mediaType: 'image/jpeg', extension: 'jpg', bytes: Buffer.from([0xff, 0xd8, 0xff]) },
];

const OFFICE = 'application/vnd.openxmlformats-officedocument';
/** Office Open XML (ECMA-376): a ZIP whose parts lie in a folder named for the program. */
const OFFICE_PARTS: readonly (DocumentType & { part: string })[] = [
  { mediaType: `${OFFICE}.wordprocessingml.document`, extension: 'docx', part: 'word/document.xml' },
  { mediaType: `${OFFICE}.spreadsheetml.sheet`, extension: 'xlsx', part: 'xl/workbook.xml' },
  { mediaType: `${OFFICE}.presentationml.presentation`, extension: 'pptx', part: 'ppt/presentation.xml' },
];
const ZIP = Buffer.from([0x50, 0x4b, 0x03, 0x04]);
const CONTENT_TYPES = '[Content_Types].xml';
/** Where Office keeps macros; a document that brings a program along is not taken. */
const MACROS = 'vbaProject.bin';

/** @returns null for what is not taken */
export function documentTypeOf(bytes: Buffer): DocumentType | null {
  const starts = (signature: Buffer) => bytes.subarray(0, signature.length).equals(signature);
  const known = SIGNATURES.find((signature) => starts(signature.bytes));
  if (known) return { mediaType: known.mediaType, extension: known.extension };
  // Names of a ZIP's parts stand in it as they are, whatever is compressed.
  if (!starts(ZIP) || !bytes.includes(CONTENT_TYPES) || bytes.includes(MACROS)) return null;
  const office = OFFICE_PARTS.find(({ part }) => bytes.includes(part));
  return office ? { mediaType: office.mediaType, extension: office.extension } : null;
}

const MOST_CHARACTERS = 150;

/**
 * A name that any file system takes, ending as the content says.
 *
 * @param sent as the client sent it, percent-encoded or not
 */
export function safeFileName(sent: string, extension: string): string {
  let name = sent;
  try {
    name = decodeURIComponent(sent);
  } catch {
    // Not encoded after all.
  }
  const last = name.split(/[/\\]/).at(-1) ?? '';
  // oxlint-disable-next-line no-control-regex -- control characters are what has to go
  const clean = last.replace(/[\u0000-\u001f\u007f"<>:|?*\u202a-\u202e\u2066-\u2069]/g, '').trim();
  const stem =
    clean
      .replace(/\.[A-Za-z0-9]{1,5}$/, '')
      .slice(0, MOST_CHARACTERS)
      .trim() || 'document';
  return `${stem.replace(/^\.+/, '') || 'document'}.${extension}`;
}
