import { parseDesign, type Design } from '../design';
import type { PieceInput } from '../piece-context';
import { pieceSerial } from '../piece-serial';

/** A one-page design with the given boxes. */
export function designOf(boxes: unknown[], more: Record<string, unknown> = {}): Design {
  return parseDesign({
    id: 'test',
    version: 1,
    name: { zh: '测试', en: 'Test' },
    format: 'dl-letter-a4',
    pages: [{ boxes }],
    ...more,
  });
}

export function textBox(template: string, more: Record<string, unknown> = {}): unknown {
  return { id: 'text', kind: 'text', x: 25, y: 80, width: 160, height: 60, template, ...more };
}

const SURNAMES = '林陈黄郑王李张刘吴蔡杨许';
const GIVEN = '慕云思远晓岚嘉禾子墨雨桐';

/** Fictitious recipients, the same every time. */
export function recipients(count: number, from = 0): PieceInput[] {
  return Array.from({ length: count }, (_, i) => {
    const seq = from + i;
    const name = `${SURNAMES.charAt(seq % 12)}${GIVEN.charAt((seq * 5) % 12)}${GIVEN.charAt((seq * 7 + 3) % 12)}`;
    const address = `福建省福州市鼓楼区示例路 ${seq + 1} 号 ${(seq % 9) + 1} 栋 ${(seq % 30) + 101} 室`;
    return {
      seq,
      serial: pieceSerial('TEST', seq),
      fields: { name, address, postcode: '350001', company: '' },
    };
  });
}

export function collect(): { sink: (bytes: Uint8Array) => void; bytes: () => Buffer } {
  const parts: Uint8Array[] = [];
  return { sink: (bytes) => parts.push(Buffer.from(bytes)), bytes: () => Buffer.concat(parts) };
}
