/** The letter every engine prints, and fictitious people to send it to. Millimetres from the top left, type in points. */
export const TEXT = {
  greeting: (piece) => `尊敬的${piece.fields.name}：`,
  body: (piece) =>
    `尊敬的${piece.fields.name}先生/女士，您好。值此新春佳节来临之际，我行谨向您及家人致以最诚挚的问候与祝福。感谢您一直以来对我行的信任与支持，在过去的一年里，您的每一份托付都是我们前行的动力。新的一年，我们将继续以专业、稳健、温暖的服务陪伴您，助您财富安康、事事顺遂。为答谢您的厚爱，我们特别准备了新春专属礼遇，请您于 2027 年 2 月 28 日前，持本函及有效身份证件莅临就近网点领取，或扫描下方二维码预约办理。`,
  url: (piece) => `https://example.cn/r/${piece.serial}`,
};

const field = { fields: { name: '{{name}}' }, serial: '{{serial}}' };

export const design = {
  id: 'bench-letter',
  version: 1,
  name: { zh: '测量用信', en: 'Bench letter' },
  format: 'dl-letter-a4',
  required: ['name', 'address'],
  pages: [
    {
      boxes: [
        {
          id: 'address',
          kind: 'address',
          x: 27,
          y: 32,
          width: 85,
          height: 25,
          size: 10.5,
          leading: 16,
          lines: [{ template: '{{postcode}}' }, { template: '{{address}}' }, { template: '{{name}}　收' }],
        },
        {
          id: 'greeting',
          kind: 'text',
          x: 25,
          y: 80,
          width: 160,
          height: 8,
          size: 14,
          template: TEXT.greeting(field),
        },
        {
          id: 'body',
          kind: 'text',
          x: 25,
          y: 95,
          width: 160,
          height: 80,
          font: 'serif',
          size: 11,
          leading: 19,
          template: TEXT.body(field),
        },
        { id: 'qr', kind: 'qr', x: 150, y: 240, width: 32, height: 32, template: TEXT.url(field) },
        { id: 'serial', kind: 'serial', x: 25, y: 280, width: 80, height: 5, size: 7 },
      ],
    },
  ],
};

const SURNAMES = '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗';
const GIVEN = '伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀英霞平刚桂';

/** `count` pieces, the same every time. */
export function* pieces(count, pieceSerial) {
  for (let seq = 0; seq < count; seq++) {
    const name = SURNAMES[seq % 20] + GIVEN[(seq * 7) % 23] + GIVEN[(seq * 13) % 23];
    const address = `福建省福州市鼓楼区示例路 ${(seq % 997) + 1} 号 ${(seq % 30) + 1} 层 ${(seq % 20) + 100} 室`;
    yield { seq, serial: pieceSerial('BENCH', seq), fields: { name, address, postcode: '350001' } };
  }
}
