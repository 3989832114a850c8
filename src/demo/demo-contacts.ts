/** Somebody made up, as one line of the tables below. Numbers and addresses belong to nobody. */
export interface DemoContact {
  account: string;
  name: string;
  title: string;
  department: string;
  role: 'decision-maker' | 'influencer' | 'user' | 'gatekeeper' | 'payer' | 'liaison';
  rank: 'executive' | 'senior' | 'manager' | 'staff';
  stance: 'champion' | 'supporter' | 'neutral' | 'sceptic' | 'opponent';
  strength: number;
  /** Roles in the account's service team that keep the relationship. */
  coveredBy: ('lead' | 'backup' | 'sponsor')[];
  /** To whom at the same account they report. */
  reportsTo?: string;
  /** Month and day; kept with consent. */
  birthday?: { calendar: 'solar' | 'lunar'; month: number; day: number };
  preferences?: string;
  /** Month and day they were last spoken with: of this year, or of the last where it has not come yet. */
  touchedOn?: string;
  /** A second firm they work for. */
  alsoAt?: { account: string; title: string };
}

type Line = [
  name: string,
  title: string,
  department: string,
  role: DemoContact['role'],
  rank: DemoContact['rank'],
  stance: DemoContact['stance'],
  strength: number,
  coveredBy: DemoContact['coveredBy'],
  more?: Partial<DemoContact>,
];

const at = (account: string, lines: Line[]): DemoContact[] =>
  lines.map(([name, title, department, role, rank, stance, strength, coveredBy, more]) => ({
    account,
    name,
    title,
    department,
    role,
    rank,
    stance,
    strength,
    coveredBy,
    ...more,
  }));

const solar = (month: number, day: number) => ({ calendar: 'solar' as const, month, day });
const lunar = (month: number, day: number) => ({ calendar: 'lunar' as const, month, day });

export const DEMO_CONTACTS: readonly DemoContact[] = [
  ...at('CCB', [
    ['沈知行', '行长', '行领导', 'decision-maker', 'executive', 'neutral', 5, [], { birthday: lunar(8, 12) }],
    [
      '顾南乔',
      '副行长',
      '行领导',
      'decision-maker',
      'executive',
      'supporter',
      4,
      ['sponsor'],
      {
        reportsTo: '沈知行',
        birthday: solar(11, 28),
        preferences: '喜岩茶，不宜晚间致电',
        touchedOn: '09-16',
      },
    ],
    [
      '陆云舟',
      '总经理',
      '信用卡中心',
      'decision-maker',
      'senior',
      'champion',
      5,
      ['lead'],
      { reportsTo: '顾南乔', birthday: solar(12, 6), preferences: '重视到达率数据', touchedOn: '11-09' },
    ],
    ['韩素衣', '总经理', '财务会计部', 'payer', 'senior', 'sceptic', 4, [], { reportsTo: '沈知行' }],
    [
      '叶青禾',
      '副总经理',
      '信用卡中心',
      'influencer',
      'manager',
      'supporter',
      3,
      ['lead', 'backup'],
      { reportsTo: '陆云舟', touchedOn: '10-21' },
    ],
    ['梁修远', '采购经理', '采购中心', 'gatekeeper', 'manager', 'opponent', 3, [], { reportsTo: '韩素衣' }],
    [
      '苏小棠',
      '账单主管',
      '信用卡中心',
      'user',
      'staff',
      'champion',
      2,
      ['backup'],
      { reportsTo: '叶青禾', birthday: solar(3, 3), touchedOn: '11-18' },
    ],
    ['周一鸣', '办公室秘书', '办公室', 'liaison', 'staff', 'neutral', 1, ['backup'], { reportsTo: '顾南乔' }],
  ]),
  ...at('YD', [
    [
      '骆长风',
      '副总经理',
      '公司领导',
      'decision-maker',
      'executive',
      'supporter',
      5,
      ['sponsor'],
      { touchedOn: '08-20' },
    ],
    [
      '乔安然',
      '总经理',
      '市场经营部',
      'decision-maker',
      'senior',
      'champion',
      4,
      ['lead'],
      { reportsTo: '骆长风', touchedOn: '10-30' },
    ],
    [
      '温如玉',
      '客户关怀主管',
      '市场经营部',
      'user',
      'manager',
      'supporter',
      3,
      ['backup'],
      { reportsTo: '乔安然', birthday: solar(1, 15) },
    ],
    ['丁一白', '采购专员', '采购共享中心', 'gatekeeper', 'staff', 'sceptic', 2, [], { reportsTo: '骆长风' }],
  ]),
  ...at('DX', [
    ['邵明川', '副总经理', '公司领导', 'decision-maker', 'executive', 'neutral', 4, [], {}],
    [
      '池晚晴',
      '总经理',
      '政企客户部',
      'influencer',
      'senior',
      'supporter',
      4,
      ['lead'],
      { reportsTo: '邵明川', touchedOn: '07-02' },
    ],
    ['霍子谦', '账务主管', '计费账务中心', 'payer', 'manager', 'neutral', 2, [], { reportsTo: '邵明川' }],
  ]),
  ...at('DNQC', [
    [
      '江临川',
      '营销总监',
      '营销中心',
      'decision-maker',
      'senior',
      'supporter',
      4,
      ['lead'],
      { touchedOn: '11-12' },
    ],
    [
      '白砚秋',
      '会员运营经理',
      '营销中心',
      'user',
      'manager',
      'champion',
      3,
      ['lead'],
      { reportsTo: '江临川', birthday: solar(12, 20) },
    ],
  ]),
  ...at('DELL', [
    [
      '康牧之',
      '市场总监',
      '市场部',
      'decision-maker',
      'senior',
      'supporter',
      4,
      ['lead'],
      { touchedOn: '11-03' },
    ],
    [
      '宁远',
      '直邮项目经理',
      '市场部',
      'user',
      'manager',
      'champion',
      3,
      ['lead'],
      { reportsTo: '康牧之', birthday: solar(11, 30) },
    ],
    [
      '方既白',
      '品牌顾问',
      '外聘',
      'influencer',
      'manager',
      'neutral',
      3,
      [],
      { alsoAt: { account: 'HAIER', title: '营销顾问' } },
    ],
  ]),
  ...at('XMAIR', [
    ['楚天阔', '常旅客总经理', '营销委员会', 'decision-maker', 'senior', 'neutral', 4, ['lead'], {}],
    [
      '林听雨',
      '会员主管',
      '营销委员会',
      'user',
      'manager',
      'supporter',
      3,
      ['lead'],
      { reportsTo: '楚天阔', birthday: lunar(2, 2) },
    ],
  ]),
  ...at('METRO', [
    ['贺知秋', '会员推广经理', '市场部', 'user', 'manager', 'supporter', 3, ['lead'], { touchedOn: '11-15' }],
  ]),
  ...at('DYBH', [['夏未央', '企划经理', '企划部', 'decision-maker', 'manager', 'neutral', 3, ['lead'], {}]]),
];

/** Besides who reports to whom: who stands up for whom, and who stands in whose way. */
export const DEMO_LINKS: readonly {
  account: string;
  from: string;
  to: string;
  kind: 'sponsors' | 'blocks';
  strength: number;
}[] = [
  { account: 'CCB', from: '顾南乔', to: '陆云舟', kind: 'sponsors', strength: 3 },
  { account: 'CCB', from: '陆云舟', to: '苏小棠', kind: 'sponsors', strength: 2 },
  { account: 'CCB', from: '梁修远', to: '叶青禾', kind: 'blocks', strength: 3 },
  { account: 'CCB', from: '韩素衣', to: '陆云舟', kind: 'blocks', strength: 2 },
  { account: 'YD', from: '骆长风', to: '乔安然', kind: 'sponsors', strength: 2 },
  { account: 'YD', from: '丁一白', to: '温如玉', kind: 'blocks', strength: 1 },
];
