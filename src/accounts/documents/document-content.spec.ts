import { documentTypeOf, safeFileName } from './document-content';

const zip = (...names: string[]) =>
  Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), Buffer.from(names.join('\0'))]);

test.each([
  [Buffer.from('%PDF-1.7'), 'pdf'],
  [Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0]), 'png'],
  [Buffer.from([0xff, 0xd8, 0xff, 0xe0]), 'jpg'],
  [zip('[Content_Types].xml', 'word/document.xml'), 'docx'],
  [zip('[Content_Types].xml', 'xl/workbook.xml'), 'xlsx'],
  [zip('[Content_Types].xml', 'ppt/presentation.xml'), 'pptx'],
])('knows a document by its content: %#', (bytes, extension) => {
  expect(documentTypeOf(bytes)?.extension).toBe(extension);
});

test.each([
  ['nothing', Buffer.alloc(0)],
  ['a page', Buffer.from('<!doctype html><script>')],
  ['a picture that runs scripts', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg">')],
  ['a program', Buffer.from('MZ')],
  ['any archive', zip('a.exe')],
  ['macros', zip('[Content_Types].xml', 'word/document.xml', 'word/vbaProject.bin')],
])('refuses %s', (_, bytes) => {
  expect(documentTypeOf(bytes)).toBeNull();
});

test.each([
  ['%E5%90%88%E5%90%8C.PDF', '合同.pdf'],
  ['../../etc/passwd', 'passwd.pdf'],
  ['C:\\temp\\a"b.exe', 'ab.pdf'],
  ['100%.pdf', '100%.pdf'],
  ['\u202efdp.exe', 'fdp.pdf'],
  ['.htaccess', 'htaccess.pdf'],
  ['', 'document.pdf'],
  ['长'.repeat(300), `${'长'.repeat(150)}.pdf`],
])('%j is kept as %j', (sent, kept) => {
  expect(safeFileName(sent, 'pdf')).toBe(kept);
});
