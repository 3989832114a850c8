import type { CaseKind } from '../cases/case-words';

/** What the client is told of, as the case has it. */
export interface ReportFacts {
  accountName: string;
  number: string;
  title: string;
  kind: CaseKind;
  openedAt: Date;
  affectedPieces: number | null;
  remedy: string | null;
  ownerName: string;
  branchName: string;
  resolveDueAt: Date;
  timeZone: string;
}

const KINDS: Record<CaseKind, { zh: string; en: string }> = {
  request: { zh: '需求', en: 'request' },
  complaint: { zh: '投诉', en: 'complaint' },
  suggestion: { zh: '建议', en: 'suggestion' },
  fault: { zh: '故障', en: 'fault' },
};

const minuteIn = (at: Date, timeZone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(at);

/** A letter to start from: what happened, what is done about it, by when, and who answers for it. */
export function reportDraft(facts: ReportFacts): { zh: string; en: string } {
  return { zh: inChinese(facts), en: inEnglish(facts) };
}

function inChinese(facts: ReportFacts): string {
  const at = (instant: Date) => minuteIn(instant, facts.timeZone);
  return [
    `${facts.accountName}：`,
    `现就${KINDS[facts.kind].zh}事项 ${facts.number}“${facts.title}”向贵单位报告如下。`,
    `一、发生情况：我局于 ${at(facts.openedAt)} 受理此事项。`,
    facts.affectedPieces === null
      ? '二、影响范围：正在核实。'
      : `二、影响范围：涉及 ${facts.affectedPieces} 件。`,
    `三、处理措施：${facts.remedy ?? '正在核查原因并制定补救方案，确定后即告知贵单位。'}`,
    `四、时限：我局承诺于 ${at(facts.resolveDueAt)} 前办结。`,
    `负责人：${facts.ownerName}`,
    facts.branchName,
  ].join('\n');
}

function inEnglish(facts: ReportFacts): string {
  const at = (instant: Date) => minuteIn(instant, facts.timeZone);
  return [
    `To ${facts.accountName}:`,
    `This is our report on ${KINDS[facts.kind].en} ${facts.number}, "${facts.title}".`,
    `1. What happened: we took it up at ${at(facts.openedAt)}.`,
    facts.affectedPieces === null
      ? '2. What it affects: we are finding out.'
      : `2. What it affects: ${facts.affectedPieces} pieces.`,
    `3. What we do: ${facts.remedy ?? 'we are looking for the cause and will tell you what we offer as soon as it is settled.'}`,
    `4. By when: we have promised to resolve it by ${at(facts.resolveDueAt)}.`,
    `Responsible: ${facts.ownerName}`,
    facts.branchName,
  ].join('\n');
}
