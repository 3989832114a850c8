import type { DemoFacts } from './demo-facts';

/** A goal of the demo; of revenue it wants so many percent of what the year states. */
interface DemoGoal {
  measure: 'revenue' | 'campaigns' | 'products' | 'coverage' | 'satisfaction' | 'completeness';
  target: { percentOfYear: number } | number;
}

/** Due in so many days from today; a negative number is late. */
export interface DemoAction {
  title: string;
  inDays: number;
}

interface DemoRisk {
  title: string;
  note: string;
  severity: number;
  likelihood: number;
  /** What is done about it. */
  actions: DemoAction[];
}

export interface DemoPlan {
  account: string;
  strategy: string;
  approved: boolean;
  goals: DemoGoal[];
  words: { product: string; state: 'proposed' | 'lost'; reason: string }[];
  risks: DemoRisk[];
}

export const DEMO_PLANS: readonly DemoPlan[] = [
  {
    account: 'YD',
    strategy: '守住企业金卡和纪念封两个大项目；把电信日商函做成每年固定项目；下半年推账单夹寄。',
    approved: true,
    goals: [
      { measure: 'revenue', target: { percentOfYear: 120 } },
      { measure: 'campaigns', target: 5 },
      { measure: 'products', target: 4 },
      { measure: 'coverage', target: 80 },
      { measure: 'satisfaction', target: 450 },
    ],
    words: [
      { product: 'statement-insert', state: 'proposed', reason: '随月结账单夹寄套餐宣传，已交市场部' },
      { product: 'greeting-card', state: 'lost', reason: '改发电子贺卡，明年再谈' },
    ],
    risks: [
      {
        title: '集团集中采购印刷品',
        note: '若改为全国统一招标，省内份额可能下降',
        severity: 5,
        likelihood: 3,
        actions: [
          { title: '了解集团招标日程与口径', inDays: 10 },
          { title: '准备省级服务案例与报价', inDays: 24 },
        ],
      },
    ],
  },
  {
    account: 'CCB',
    strategy: '以龙卡为主线，春节前后各做一次；争取信用卡账单业务。',
    approved: false,
    goals: [
      { measure: 'revenue', target: { percentOfYear: 90 } },
      { measure: 'campaigns', target: 3 },
      { measure: 'coverage', target: 75 },
      { measure: 'completeness', target: 90 },
    ],
    words: [
      { product: 'statement', state: 'proposed', reason: '信用卡账单整体外包方案，等总行批复' },
      { product: 'postcard', state: 'proposed', reason: '网点开业邀请明信片' },
      { product: 'greeting-card', state: 'lost', reason: '对手价格低，采购选了印刷厂直供' },
    ],
    risks: [
      {
        title: '关键联系人调岗',
        note: '卡部负责人年底轮岗，新人尚不熟悉',
        severity: 3,
        likelihood: 4,
        actions: [{ title: '与接任者见面，交接今年效果报告', inDays: -3 }],
      },
      { title: '电子账单替代纸质', note: '', severity: 4, likelihood: 2, actions: [] },
    ],
  },
];

/** A festival that earned less than the year before; that year is made up, as so many percent more. */
export const DEMO_DECLINE = {
  account: 'ZZTSW',
  occasion: 'teachers-day',
  moreBeforePercent: 60,
  cause: '教师节合作单位减少，今年只做了一个批次。',
  actions: [
    { title: '走访团市委，了解明年教师节安排', inDays: 5 },
    { title: '提出分区县合作的新方案', inDays: 15 },
  ],
} as const;

const WAN_FEN = 1_000_000;

/** What an account earned in the year, as the facts state it, in fen. */
export const statedFen = (facts: DemoFacts, account: string, occasion?: string): number =>
  facts.campaigns
    .filter((campaign) => campaign.account === account && (!occasion || campaign.occasion === occasion))
    .reduce((sum, { revenueFen }) => sum + (revenueFen ?? 0), 0);

/** A goal's target in the unit of its measure; of revenue in whole ten thousands of yuan. */
export function targetOf({ target }: DemoGoal, yearFen: number): number {
  if (typeof target === 'number') return target;
  return Math.max(1, Math.round((yearFen * target.percentOfYear) / 100 / WAN_FEN)) * WAN_FEN;
}

/** The day so many days from another, `2026-11-23`. */
export const dayAfter = (from: Date, days: number): string =>
  new Date(from.getTime() + days * 86_400_000).toISOString().slice(0, 10);

/** From which revenue of twelve months an account belongs to a tier. */
export const DEMO_TIER_RULE = { provincialFromFen: 30_000_000, keyFromFen: 5_000_000 };
