import type { AccountsService } from '../accounts/accounts.service';
import type { CustomFieldsService } from '../accounts/custom-fields/custom-fields.service';

type DemoProfile = Partial<Parameters<AccountsService['create']>[0]>;

const months = (...pieces: number[]): number[] => pieces;

/** A place of the demo: the street is made up, the point lies in the middle of its city. */
const place = (
  kind: 'registered' | 'office' | 'mailing' | 'site',
  city: keyof typeof CITIES,
  street: string,
) => ({
  kind,
  text: `福建省${city}${street}`,
  ...CITIES[city],
});

const CITIES = {
  福州市: { postcode: '350001', longitude: 119.2965, latitude: 26.0745 },
  厦门市: { postcode: '361001', longitude: 118.0894, latitude: 24.4798 },
} as const;

const yearly = (
  kind: 'anniversary' | 'closing' | 'season',
  month: number,
  day: number | null,
  note: string,
) => ({
  kind,
  month,
  day,
  year: null,
  untilMonth: null,
  yearly: true,
  note,
});

/**
 * What the demo says of some of its customers, so that profiles are seen in every state: one whole, some half known, the
 * rest hardly. All of it is made up, the credit codes too; they only pass their check.
 */
export const DEMO_PROFILES: Readonly<Record<string, DemoProfile>> = {
  CCB: {
    legalName: '中国建设银行福建省分行（演示资料）',
    tradeNames: ['建行', '龙卡'],
    creditCode: '91350000DEM0CCB014',
    phone: '0591-10000001',
    website: 'https://ccb.example/',
    tags: ['银行', '信用卡', '省级总对总'],
    classifications: ['PX-01', 'JR.YH'],
    addresses: [
      place('registered', '福州市', '鸿雁路1号'),
      place('mailing', '福州市', '鸿雁路1号邮件收发室'),
      place('site', '厦门市', '望海路8号'),
    ],
    importantDates: [
      yearly('anniversary', 10, 1, '行庆，适合纪念封'),
      yearly('closing', 12, 20, '年终结算，之后不再付款'),
      { ...yearly('season', 11, null, '开门红揽储季'), untilMonth: 2 },
    ],
    mailHabits: {
      products: [
        { product: 'statement', months: months(...Array<number>(12).fill(42_000)) },
        { product: 'greeting-card', months: months(18_000, 6_000, 0, 0, 0, 0, 0, 0, 0, 0, 4_000, 26_000) },
        {
          product: 'advertising-letter',
          months: months(0, 0, 9_000, 0, 0, 12_000, 0, 0, 15_000, 0, 20_000, 0),
        },
      ],
      competitors: [
        { name: '甲账单外包', share: 35, note: '承印电子账单补打' },
        { name: '乙快印', share: 10, note: '' },
      ],
      decision: { steps: ['个人金融部提出需求', '采购中心询价', '分管行长批准'], weeks: 6 },
      budget: { yearStartMonth: 1, planningMonth: 10, approvalMonth: 12, amountFen: 180_000_000 },
      note: '账单类须在每月 8 日前交寄。',
    },
  },
  DNQC: {
    legalName: '东南（福建）汽车工业有限公司（演示资料）',
    creditCode: '91350000DEM0DNQ01X',
    tags: ['汽车', '经销网络'],
    addresses: [place('office', '福州市', '青禾路66号')],
    importantDates: [yearly('season', 9, null, '新车上市季')],
    mailHabits: {
      products: [
        { product: 'self-mailer', months: months(0, 0, 8_000, 0, 8_000, 0, 0, 0, 30_000, 12_000, 0, 0) },
      ],
      competitors: [],
      decision: { steps: ['销售本部提出', '总经理批准'], weeks: 3 },
      budget: { yearStartMonth: 1, planningMonth: null, approvalMonth: null, amountFen: null },
      note: '',
    },
  },
  DELL: { phone: '0592-10000002', website: 'https://dell.example/', tags: ['电脑', '直销'] },
  XMAIR: { tags: ['航空', '常旅客'], importantDates: [yearly('anniversary', 7, 25, '开航纪念')] },
};

/** Who stands below whom, so that a group is seen: made up as well. */
export const DEMO_PARENTS: Readonly<Record<string, string>> = { XDQC: 'DNQC', FORD: 'DNQC', XXMT: 'FORD' };

const option = (value: string, zh: string, en: string) => ({ value, zh, en });

/** Fields that the demo's administrator added to every profile. */
export const DEMO_FIELDS: readonly Omit<Parameters<CustomFieldsService['create']>[0], 'branchId'>[] = [
  {
    key: 'grade',
    labelZh: '会员等级',
    labelEn: 'Member grade',
    type: 'choice',
    options: [option('gold', '金牌', 'Gold'), option('silver', '银牌', 'Silver')],
    required: false,
    section: '合作',
    position: 1,
  },
  {
    key: 'outlets',
    labelZh: '网点数',
    labelEn: 'Outlets',
    type: 'number',
    options: [],
    required: false,
    section: '合作',
    position: 2,
  },
];

export const DEMO_CUSTOM_VALUES: Readonly<Record<string, Record<string, string | number>>> = {
  CCB: { grade: 'gold', outlets: 260 },
  DNQC: { grade: 'silver', outlets: 48 },
};
