import { reportDraft, type ReportFacts } from './report-text';

const facts: ReportFacts = {
  accountName: '示例银行',
  number: 'S0000012',
  title: '对账单错页',
  kind: 'fault',
  openedAt: new Date('2026-11-23T01:05:00Z'),
  affectedPieces: 2400,
  remedy: null,
  ownerName: '陈雅文',
  branchName: '示例市分公司',
  resolveDueAt: new Date('2026-11-24T09:30:00Z'),
  timeZone: 'Asia/Shanghai',
};

test('the letter has the facts, in the time of the place, in both languages', () => {
  const { zh, en } = reportDraft(facts);
  for (const text of [zh, en]) {
    for (const fact of [
      '示例银行',
      'S0000012',
      '对账单错页',
      '2026-11-23 09:05',
      '2400',
      '2026-11-24 17:30',
      '陈雅文',
    ]) {
      expect(text).toContain(fact);
    }
  }
  expect(zh).toContain('故障事项');
  expect(en).toContain('fault S0000012');
});

test('what is not known is said to be looked for; what is offered is told', () => {
  expect(reportDraft({ ...facts, affectedPieces: null }).zh).toContain('正在核实');
  expect(reportDraft({ ...facts, remedy: '免费重印重寄' }).zh).toContain('处理措施：免费重印重寄');
  expect(reportDraft(facts).en).toContain('looking for the cause');
});
