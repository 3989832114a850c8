import { createWriteStream } from 'node:fs';
import { once } from 'node:events';

const SURNAMES = '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏';
const GIVEN = '安宁清和明远思源子涵雨桐若溪景行知微怀瑾望舒长庚书白星河';
const STREETS = ['测试路', '样例街', '演示大道', '虚构巷', '想象路', '示范北路', '模拟弄'];
const DISTRICTS = [
  '福州市鼓楼区',
  '福州市台江区',
  '厦门市思明区',
  '泉州市丰泽区',
  '漳州市芗城区',
  '莆田市城厢区',
];

/** A small generator with a fixed seed: the same file on every machine. */
function random(seed) {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Rows that repeat the one before them (in 50) and rows with a bad postcode (in 100). */
const REPEATED = 50;
const REJECTED = 100;

/**
 * Writes a list of fictitious people as CSV.
 *
 * @returns how the rows must be told apart: `{ rows, rejected, duplicates }`
 */
export async function writeImportFile(path, rows) {
  const pick = random(20260217);
  const file = createWriteStream(path);
  const sums = { rows, rejected: 0, duplicates: 0 };
  let text = '姓名,单位,地址,邮编,手机,客户编号\r\n';
  let last = '';
  for (let i = 0; i < rows; i += 1) {
    if (i % REPEATED === REPEATED - 1 && last) {
      text += last;
      sums.duplicates += 1;
    } else {
      const name = SURNAMES[pick(SURNAMES.length)] + GIVEN[pick(GIVEN.length)] + GIVEN[pick(GIVEN.length)];
      const firm = pick(4) === 0 ? `"示例${pick(5000)}号,(虚构)有限公司"` : '';
      const place = `福建省${DISTRICTS[pick(DISTRICTS.length)]}${STREETS[pick(STREETS.length)]}${pick(1999)}号`;
      const bad = i % REJECTED === 7;
      const line = `${name},${firm},${place}${pick(40)}座${i}室,${bad ? '35000' : 350000 + pick(9999)},1380${String(pick(10 ** 7)).padStart(7, '0')},K${i}\r\n`;
      if (bad) sums.rejected += 1;
      else last = line;
      text += line;
    }
    if (text.length > 1 << 18) {
      if (!file.write(text)) await once(file, 'drain');
      text = '';
    }
  }
  file.end(text);
  await once(file, 'finish');
  return sums;
}
