import { parseDesign, pieceSerial } from '../../libs/letterpress';
import type { Fixtures } from './fixtures';

/** Rows a mailing starts from: branches, people, a campaign with list, design and price. */
export interface MailingWorld {
  province: string;
  branch: string;
  otherBranch: string;
  marketer: string;
  accountId: string;
  campaignId: string;
  listId: string;
  designId: string;
}

export const MARKETER = 'marketer@test.cn';
export const OPERATOR = 'operator@test.cn';
export const STRANGER = 'stranger@test.cn';
export const PRICE_FEN = 130;

/** A plain letter without artwork; every text of it comes from the record. */
export const PLAIN_LETTER = {
  id: 'plain-letter',
  version: 1,
  name: { zh: '素信', en: 'Plain letter' },
  format: 'dl-letter-a4',
  required: ['name'],
  pages: [
    {
      boxes: [
        { id: 'to', kind: 'address', x: 25, y: 30, width: 90, height: 35 },
        {
          id: 'body',
          kind: 'text',
          x: 25,
          y: 110,
          width: 160,
          height: 80,
          template: '尊敬的{{name}}:您好。新春将至,谨致问候。',
          required: true,
        },
        {
          id: 'code',
          kind: 'qr',
          x: 160,
          y: 240,
          width: 25,
          height: 25,
          template: 'https://example.cn/r/{{serial}}',
        },
        { id: 'serial', kind: 'serial', x: 25, y: 270, width: 60, height: 6 },
      ],
    },
  ],
};

export async function mailingWorld(fixtures: Fixtures, records: number): Promise<MailingWorld> {
  const province = await fixtures.branch('P');
  const branch = await fixtures.branch('P-A', province);
  const otherBranch = await fixtures.branch('P-B', province);
  const marketer = await fixtures.user(MARKETER, branch, ['marketer']);
  await fixtures.user(OPERATOR, branch, ['operator']);
  await fixtures.user(STRANGER, otherBranch, ['administrator']);
  const accountId = await id(
    fixtures,
    `INSERT INTO key_account (branch_id, code, name, tier, industry) VALUES ($1, 'T1', '测试银行', 'key', 'J66')`,
    [branch],
  );
  const listId = await id(
    fixtures,
    `INSERT INTO address_list (branch_id, account_id, name, source, legal_basis, purpose, basis_obtained_on, created_by)
     VALUES ($1, $2, '测试名址', '测试', 'consent', '测试', '2026-01-01', $3)`,
    [branch, accountId, marketer],
  );
  await fillList(fixtures, listId, branch, records);
  const designId = await id(
    fixtures,
    `INSERT INTO design (branch_id, name, format, created_by) VALUES ($1, '素信', 'dl-letter-a4', $2)`,
    [branch, marketer],
  );
  await fixtures.sql(
    `INSERT INTO design_version (design_id, branch_id, version_no, body, artwork, created_by)
     VALUES ($1, $2, 1, $3, '{}', $4)`,
    [designId, branch, JSON.stringify(parseDesign(PLAIN_LETTER)), marketer],
  );
  const campaignId = await id(
    fixtures,
    `INSERT INTO campaign (branch_id, account_id, name, product, occasion, months, state, list_id, design_id, price_per_piece_fen)
     VALUES ($1, $2, '新春问候', 'advertising-letter', 'spring-festival', '{}', 'active', $3, $4, ${PRICE_FEN})`,
    [branch, accountId, listId, designId],
  );
  return { province, branch, otherBranch, marketer, accountId, campaignId, listId, designId };
}

/** Fictitious recipients, numbered; `row_number` is the number. */
export async function fillList(
  fixtures: Fixtures,
  listId: string,
  branchId: string,
  records: number,
): Promise<void> {
  await fixtures.sql(
    `INSERT INTO address_record (list_id, branch_id, import_id, row_number, name, company, address, postcode, phone,
                                 extra, recipient_hash, person_hash, address_hash)
     SELECT $1, $2, uuidv7(), n, '收件人' || n, '', '福建省福州市鼓楼区虚构路' || n || '号',
            '35' || lpad((n % 400 * 10)::text, 4, '0'), '', '{}', decode(md5('r' || n), 'hex'),
            decode(md5('p' || n), 'hex'), decode(md5('a' || n), 'hex')
     FROM generate_series(1, $3::integer) AS n`,
    [listId, branchId, records],
  );
}

/** The serial of every piece of a batch, in order. */
export const serials = (code: string, pieces: number): string[] =>
  Array.from({ length: pieces }, (_, index) => pieceSerial(code, index + 1));

async function id(fixtures: Fixtures, insert: string, parameters: unknown[]): Promise<string> {
  const [row] = await fixtures.sql<{ id: string }>(`${insert} RETURNING id`, parameters);
  return row!.id;
}
