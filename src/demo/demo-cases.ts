/** A case of the demo, all of it made up; its steps are said as the service desk would say them. */
export interface DemoCase {
  account: string;
  kind: 'request' | 'complaint' | 'suggestion' | 'fault';
  title: string;
  description: string;
  category: string;
  urgency: 'low' | 'normal' | 'high' | 'critical';
  /** Hours before the demo is loaded at which it was taken. */
  hoursAgo: number;
  affectedPieces?: number;
  steps: {
    to: 'heard' | 'remedy-offered' | 'resolved' | 'followed-up';
    note: string;
    causeCategory?: 'process' | 'data' | 'transport' | 'equipment';
    cause?: string;
  }[];
}

export const DEMO_CASES: readonly DemoCase[] = [
  {
    account: 'CCB',
    kind: 'fault',
    title: '对账单内页有错页，客户要求说明',
    description: '营业部抽查时发现部分对账单第二页与第一页户名不符，已暂停寄发。',
    category: '印刷',
    urgency: 'critical',
    hoursAgo: 2,
    affectedPieces: 2_400,
    steps: [{ to: 'heard', note: '已电话告知客户暂停寄发，正在清点错页范围。' }],
  },
  {
    account: 'DX',
    kind: 'complaint',
    title: '部分回馈信函晚于活动开始日投到',
    description: '客户反映闽北两地收件人在活动开始后两天才收到信函。',
    category: '投递时限',
    urgency: 'high',
    hoursAgo: 96,
    affectedPieces: 320,
    steps: [
      { to: 'heard', note: '已向客户致歉，并核对两地投递记录。' },
      { to: 'remedy-offered', note: '为受影响收件人补寄延期通知，免收制作费与邮资。' },
    ],
  },
  {
    account: 'YD',
    kind: 'request',
    title: '需要自邮简三个版式的打样和报价',
    description: '客户计划年底回馈老用户，希望本周看到样张。',
    category: '资料与报价',
    urgency: 'normal',
    hoursAgo: 20,
    steps: [],
  },
  {
    account: 'BOC',
    kind: 'complaint',
    title: '信封客户名称用了旧简称',
    description: '首批样品信封左下角沿用旧简称。',
    category: '内容差错',
    urgency: 'normal',
    hoursAgo: 1,
    steps: [
      { to: 'heard', note: '已确认样品有误，尚未批量印制。' },
      { to: 'remedy-offered', note: '重做样品，当日送达，费用由我局承担。' },
      {
        to: 'resolved',
        note: '新样品经客户签认。',
        causeCategory: 'process',
        cause: '沿用上年版式时未重新核对客户资料，已在打样前增加一次核对。',
      },
      { to: 'followed-up', note: '客户对处理结果表示认可。' },
    ],
  },
  {
    account: 'LT',
    kind: 'suggestion',
    title: '希望退信结果按月提供明细',
    description: '客户想据此更新自己的名址。',
    category: '服务',
    urgency: 'low',
    hoursAgo: 72,
    steps: [{ to: 'heard', note: '已记录，将与投递部门商定提供方式。' }],
  },
  {
    account: 'ABC',
    kind: 'request',
    title: '查询夹寄宣传单的进度',
    description: '',
    category: '进度查询',
    urgency: 'normal',
    hoursAgo: 3,
    steps: [
      { to: 'heard', note: '已查明在封装环节。' },
      { to: 'resolved', note: '已将预计交寄时间告知客户。' },
    ],
  },
];
