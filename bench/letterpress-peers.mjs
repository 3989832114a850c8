/** The same letter by other engines, each used the way it is fastest here. They live in bench/package.json only. */
import { dirname } from 'node:path';
import { createRequire } from 'node:module';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import PDFDocument from 'pdfkit';

const require = createRequire(import.meta.url);
const SANS = require.resolve('@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf');
const SERIF = require.resolve('@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf');
const MM = 72 / 25.4;
const QUIET = 4;

/** Dark runs of each row: [x, y, width]. */
function runs({ size, dark }) {
  const found = [];
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      if (!dark[y * size + x]) continue;
      const start = x;
      while (x < size && dark[y * size + x]) x++;
      found.push([start, y, x - start]);
    }
  }
  return found;
}

/** Pages printed by pdfkit: one document, default compression, QR as one path of rectangles. */
export function printWithPdfkit(pieces, code, text) {
  return new Promise((resolve, reject) => {
    const doc = new PDFDocument({ size: [216 * MM, 303 * MM], margin: 0, autoFirstPage: false });
    doc.on('data', () => undefined);
    doc.on('end', () => resolve(pieces.length));
    doc.on('error', reject);
    doc.registerFont('sans', SANS);
    doc.registerFont('serif', SERIF);
    const at = (x, y) => [(x + 3) * MM, (y + 3) * MM];
    for (const piece of pieces) {
      doc.addPage();
      const { address, name, postcode } = piece.fields;
      const plain = { lineBreak: false };
      doc
        .font('sans')
        .fontSize(10.5)
        .text(postcode, ...at(27, 32), plain);
      doc.text(address, ...at(27, 37.6), { width: 85 * MM });
      doc.text(`${name}\u3000收`, ...at(27, 49), plain);
      doc.fontSize(14).text(text.greeting(piece), ...at(25, 80), plain);
      doc
        .font('serif')
        .fontSize(11)
        .text(text.body(piece), ...at(25, 95), { width: 160 * MM, lineGap: 4 });
      doc
        .font('sans')
        .fontSize(7)
        .text(piece.serial, ...at(25, 280), plain);
      const symbol = code(text.url(piece));
      const module = (32 * MM) / (symbol.size + 2 * QUIET);
      const [left, top] = at(150, 240).map((v) => v + QUIET * module);
      for (const [x, y, width] of runs(symbol))
        doc.rect(left + x * module, top + y * module, width * module, module);
      doc.fill('#000000');
    }
    doc.end();
  });
}

const TEMPLATE = `
#set page(width: 216mm, height: 303mm, margin: 0mm)
#set par(leading: 8pt)
#let at(x, y, body) = place(top + left, dx: (x + 3) * 1mm, dy: (y + 3) * 1mm, body)
#for letter in json(bytes(sys.inputs.letters)) [
  #set text(font: "Noto Sans SC", size: 10.5pt, lang: "zh", fallback: false)
  #at(27, 32, block(width: 85mm)[#letter.postcode \\ #letter.address \\ #letter.name#h(1em)收])
  #at(25, 80, text(size: 14pt, letter.greeting))
  #at(25, 95, block(width: 160mm, text(font: "Noto Serif SC", size: 11pt, letter.body)))
  #at(25, 280, text(size: 7pt, letter.serial))
  #at(150, 240, image(bytes(letter.code), format: "svg", width: 32mm))
  #pagebreak(weak: true)
]
`;

let compiler;

/** Pages printed by Typst: one compilation for all letters, QR as one SVG path a letter. Nothing cached between runs. */
export function printWithTypst(pieces, code, text) {
  compiler ??= NodeCompiler.create({ fontArgs: [{ fontPaths: [dirname(SANS), dirname(SERIF)] }] });
  compiler.evictCache(0);
  const letters = pieces.map((piece) => {
    const symbol = code(text.url(piece));
    const side = symbol.size + 2 * QUIET;
    const path = runs(symbol).map(([x, y, width]) => `M${x + QUIET} ${y + QUIET}h${width}v1h-${width}z`);
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}"><path d="${path.join('')}"/></svg>`;
    return {
      ...piece.fields,
      serial: piece.serial,
      greeting: text.greeting(piece),
      body: text.body(piece),
      code: svg,
    };
  });
  const pdf = compiler.pdf({ mainFileContent: TEMPLATE, inputs: { letters: JSON.stringify(letters) } });
  return (pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g) ?? []).length;
}
