/** Prints the text of every page of a PDF as a JSON array, read by pdf.js: `node extract-text.mjs FILE`. */
import { readFileSync } from 'node:fs';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

const task = getDocument({
  data: new Uint8Array(readFileSync(process.argv[2])),
  verbosity: 0,
  useSystemFonts: false,
});
const document = await task.promise;
const pages = [];
for (let number = 1; number <= document.numPages; number++) {
  const page = await document.getPage(number);
  const content = await page.getTextContent({ disableNormalization: true });
  pages.push(content.items.map((item) => item.str).join(''));
}
await task.destroy();
process.stdout.write(JSON.stringify(pages));
