import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { ListField } from '../../libs/lists/field-catalogue';
import { CONTACT_FIELDS, CONTACT_RELATIONS } from '../../src/accounts/contacts/contact-fields';
import { CAMPAIGN_FIELDS } from '../../src/campaigns/campaign-fields';
import { ADDRESS_LIST_FIELDS } from '../../src/address-lists/list/address-list-fields';
import { SuppressionList } from '../../src/address-lists/suppressions/suppression-list';
import { UserList } from '../../src/identity/users/user-list';
import { BatchList } from '../../src/mailings/batches/batch-list';
import { AccountRevenueLines } from '../../src/revenue/revenue-list';
import { CASE_LIST_FIELDS } from '../../src/service-desk/cases/case-fields';

type Words = Record<string, Record<string, string>>;

const wordsOf = (language: 'zh' | 'en', page: string): Words =>
  JSON.parse(
    readFileSync(path.join(__dirname, `../../web/src/i18n/${language}/${page}.json`), 'utf8'),
  ) as Words;

const BATCHES = new BatchList().catalogue();
const SPOILAGE = BATCHES.relations.find(({ name }) => name === 'spoilage')!.fields;
const REFUSALS = new SuppressionList().catalogue().fields;
const TOUCHES = CONTACT_RELATIONS.find(({ name }) => name === 'touches')!.fields;

// A filter that calls a state otherwise than the table beside it is read as another state.
test.each<[string, readonly ListField[], string, string]>([
  ['contacts', CONTACT_FIELDS, 'role', 'roles'],
  ['contacts', CONTACT_FIELDS, 'rank', 'ranks'],
  ['contacts', CONTACT_FIELDS, 'stance', 'stances'],
  ['contacts', CONTACT_FIELDS, 'lawfulBasis', 'bases'],
  ['contacts', TOUCHES, 'channel', 'channels'],
  ['service', CASE_LIST_FIELDS, 'kind', 'kinds'],
  ['service', CASE_LIST_FIELDS, 'state', 'states'],
  ['service', CASE_LIST_FIELDS, 'urgency', 'urgencies'],
  ['service', CASE_LIST_FIELDS, 'causeCategory', 'causes'],
  ['campaigns', CAMPAIGN_FIELDS, 'state', 'states'],
  ['lists', ADDRESS_LIST_FIELDS, 'legalBasis', 'bases'],
  ['batches', BATCHES.fields, 'state', 'states'],
  ['spoilage', SPOILAGE, 'reason', 'reasons'],
  ['spoilage', SPOILAGE, 'outcome', 'became'],
  ['suppressions', REFUSALS, 'kind', 'kinds'],
  ['suppressions', REFUSALS, 'reason', 'reasons'],
  ['revenue', new AccountRevenueLines().relations[0]!.fields, 'source', 'sources'],
  ['admin', new UserList().catalogue().fields, 'roles', 'roles'],
])('filters and files of %s call values as its page does', (page, fields, name, words) => {
  const { options } = fields.find((field) => field.name === name)!;
  expect(options!.length).toBeGreaterThan(1);
  for (const language of ['zh', 'en'] as const) {
    const said = wordsOf(language, page)[words]!;
    expect(options!.map((option) => option[language])).toEqual(options!.map(({ value }) => said[value]));
  }
});
