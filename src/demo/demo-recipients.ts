import { FUJIAN_PLACES } from './fujian-places';

/** A person who does not exist, at an address that is well formed and leads nowhere in particular. */
export interface DemoRecipient {
  name: string;
  title: string;
  /** '' for a private person. */
  company: string;
  address: string;
  postcode: string;
  /** Starts with 100, which no Chinese mobile number does. */
  phone: string;
}

export const SURNAMES = [...'陈林黄张吴李王郑蔡刘杨叶苏许谢曾赖邱江何周朱徐洪罗郭方魏高范施康柯沈颜丁卢董'];
export const GIVEN = [
  ...'子雨欣晨思宇嘉俊雅婷志明海文静安佳怡晓丽建华国强秀兰玉珍美玲永福春梅伟杰博涵诗琪睿哲清远',
];
export const STREETS = [
  ...['鸿雁路', '青禾路', '望海路', '榕荫路', '听涛路', '晨曦路', '锦绣街', '长虹街', '书香街', '茶亭街'],
  ...['云霞路', '金桂路', '竹溪路', '丹枫路', '荔枝巷', '石板巷', '凤尾巷', '月牙巷', '古井巷', '连心桥路'],
];
const ORGANISATIONS = [
  '青禾贸易',
  '海风食品',
  '云上茶业',
  '榕城印务',
  '闽山家具',
  '晨星电子',
  '远帆物流',
  '丹桂纺织',
];
const KINDS = ['有限公司', '商行', '服务部', '工作室'];

const HOUSES = 300;
const BUILDINGS = 20;
const FLOORS = 18;
const DOORS = 4;
/** Every address there is; each recipient gets another one. */
const ADDRESSES = FUJIAN_PLACES.length * STREETS.length * HOUSES * BUILDINGS * FLOORS * DOORS;
/** Steps through all addresses in a scattered order: a prime that does not divide their number. */
const STRIDE = 7_368_787;
const COMPANY_SHARE = 0.3;

/**
 * Made-up recipients, the same for the same seed, no two at one address.
 *
 * @param count how many, up to some 200 million
 * @param seed  any whole number; other seeds give other people
 */
export function* demoRecipients(count: number, seed = 1): Generator<DemoRecipient> {
  if (!Number.isInteger(count) || count < 0 || count > ADDRESSES) {
    throw new RangeError(`demo recipients: the count must be between 0 and ${ADDRESSES}`);
  }
  for (let index = 0; index < count; index++) yield recipient(index, seed);
}

function recipient(index: number, seed: number): DemoRecipient {
  const dice = diceOf(seed, index);
  const { address, place } = addressOf((index * STRIDE + (Math.abs(seed) % 1_000_003) * 104_729) % ADDRESSES);
  const given = dice() < 0.3 ? pick(GIVEN, dice) : pick(GIVEN, dice) + pick(GIVEN, dice);
  return {
    name: pick(SURNAMES, dice) + given,
    title: dice() < 0.5 ? '先生' : '女士',
    company: dice() < COMPANY_SHARE ? pick(ORGANISATIONS, dice) + pick(KINDS, dice) : '',
    address,
    postcode: place.postcode,
    phone: `100${String(index % 100_000_000).padStart(8, '0')}`,
  };
}

/** Reads a number as one digit each for place, street, house, building, floor and door. */
function addressOf(number: number) {
  let rest = number;
  const digit = (base: number): number => {
    const value = rest % base;
    rest = Math.floor(rest / base);
    return value;
  };
  const place = FUJIAN_PLACES[digit(FUJIAN_PLACES.length)]!;
  const street = STREETS[digit(STREETS.length)]!;
  const house = digit(HOUSES) + 1;
  const building = digit(BUILDINGS) + 1;
  const room = `${digit(FLOORS) + 1}0${digit(DOORS) + 1}`;
  return { place, address: `${place.address}${street}${house}号${building}栋${room}室` };
}

const pick = (from: readonly string[], dice: () => number): string => from[Math.floor(dice() * from.length)]!;

/** A small generator of its own for each recipient (mulberry32), so that the tenth is the same in any list. */
function diceOf(seed: number, index: number): () => number {
  let state = (Math.imul(seed, 0x9e3779b1) ^ Math.imul(index + 1, 0x85ebca6b)) >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const ROWS_A_PART = 1_000;

/**
 * The recipients as the text of a CSV file, in parts of some thousand rows. No field needs quotes: there are
 * neither commas nor line ends in the words above.
 */
export function* demoRecipientsCsv(count: number, seed = 1): Generator<string> {
  let part = '姓名,称谓,单位,地址,邮编,电话\r\n';
  let rows = 0;
  for (const { name, title, company, address, postcode, phone } of demoRecipients(count, seed)) {
    part += `${name},${title},${company},${address},${postcode},${phone}\r\n`;
    if (++rows % ROWS_A_PART === 0) {
      yield part;
      part = '';
    }
  }
  if (part) yield part;
}
