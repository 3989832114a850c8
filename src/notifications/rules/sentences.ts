import type { Sentence } from '../../../libs/http/app-error';
import type { RecordEvent } from '../../../libs/events/record-event';
import type { Because, RecordKind } from './categories';

/** What a sentence is made of. Names are those the reader may see. */
export interface News {
  kind: string;
  recordType: RecordKind;
  /** Null when it happened by itself. */
  actorName: string | null;
  /** What the record is called; null where that may not be said. */
  name: string | null;
  facts: RecordEvent['facts'];
  /** Null: told to a group, not to one person. */
  because: Because | null;
}

type Say = (of: { facts: RecordEvent['facts']; you: boolean }) => Sentence;

const TIERS: Readonly<Record<string, Sentence>> = {
  provincial: { zh: '省级', en: 'provincial' },
  key: { zh: '重点', en: 'key' },
  standard: { zh: '一般', en: 'standard' },
};
const tier = (value: unknown): Sentence => TIERS[String(value)] ?? { zh: String(value), en: String(value) };

const CASE_STATES: Readonly<Record<string, Sentence>> = {
  open: { zh: '已受理', en: 'taken' },
  heard: { zh: '已答复', en: 'heard' },
  'remedy-offered': { zh: '已提方案', en: 'remedy offered' },
  resolved: { zh: '已办结', en: 'resolved' },
  'followed-up': { zh: '已回访', en: 'followed up' },
  withdrawn: { zh: '已撤回', en: 'withdrawn' },
};
const CAMPAIGN_STATES: Readonly<Record<string, Sentence>> = {
  draft: { zh: '策划中', en: 'draft' },
  active: { zh: '进行中', en: 'active' },
  done: { zh: '已完成', en: 'done' },
  cancelled: { zh: '已取消', en: 'cancelled' },
};
const CASE_KINDS: Readonly<Record<string, Sentence>> = {
  request: { zh: '需求', en: 'request' },
  complaint: { zh: '投诉', en: 'complaint' },
  suggestion: { zh: '建议', en: 'suggestion' },
  fault: { zh: '故障', en: 'fault' },
};
const of = (table: Readonly<Record<string, Sentence>>, value: unknown): Sentence =>
  table[String(value)] ?? { zh: '—', en: '—' };

/** `{a}` is who did it, `{n}` the record's name. */
const plain =
  (zh: string, en: string): Say =>
  () => ({ zh, en });

const away = ({ member, fromOn, untilOn }: RecordEvent['facts']): Sentence => ({
  zh: `${String(member)} ${String(fromOn)} 至 ${String(untilOn)} `,
  en: `${String(member)} is away from ${String(fromOn)} until ${String(untilOn)}`,
});

const caseStep: Say = ({ facts }) => {
  switch (facts.step) {
    case 'hand-over-offered':
      return { zh: '{a}请求移交工单 {n}，待接收', en: '{a} offers to hand over case {n}' };
    case 'hand-over-declined':
      return { zh: '{a}没有接收工单 {n}', en: '{a} declined case {n}' };
    case 'hand-over-taken-back':
      return { zh: '{a}收回了工单 {n} 的移交', en: '{a} took back the hand-over of case {n}' };
    case 'note':
      return { zh: '{a}为工单 {n} 写了备注', en: '{a} added a note to case {n}' };
    case 'report-demanded':
      return { zh: '工单 {n} 须当日向客户通报', en: 'Case {n} is to be reported to the client the same day' };
    case 'report-sent':
      return { zh: '{a}已向客户通报工单 {n}', en: '{a} reported case {n} to the client' };
    default: {
      const to = of(CASE_STATES, facts.to);
      return { zh: `{a}将工单 {n} 推进到“${to.zh}”`, en: `{a} moved case {n} to “${to.en}”` };
    }
  }
};

const SENTENCES: Readonly<Record<string, Say>> = {
  'note.added': ({ you }) =>
    you
      ? { zh: '{a}在“{n}”的备注中提到了您', en: '{a} mentioned you in a note on {n}' }
      : { zh: '{a}为“{n}”写了备注', en: '{a} wrote a note on {n}' },
  'note.changed': plain('{a}在“{n}”的备注中提到了您', '{a} mentioned you in a note on {n}'),
  'account.created': plain('{a}建立了客户档案“{n}”', '{a} created the account {n}'),
  'account.changed': ({ you }) =>
    you
      ? { zh: '{a}把客户“{n}”交由您负责', en: '{a} made you manager of {n}' }
      : { zh: '{a}修改了客户“{n}”的资料', en: '{a} changed the account {n}' },
  'account.member-joined': ({ you, facts }) =>
    you && facts.role === 'primary'
      ? { zh: '{a}把客户“{n}”交由您负责', en: '{a} made you manager of {n}' }
      : you
        ? { zh: '{a}请您加入客户“{n}”的服务小组', en: '{a} added you to the team of {n}' }
        : { zh: '{a}调整了客户“{n}”的服务小组', en: '{a} changed the team of {n}' },
  'account.member-left': ({ you }) =>
    you
      ? { zh: '您不再是客户“{n}”服务小组的成员', en: 'You have left the team of {n}' }
      : { zh: '{a}调整了客户“{n}”的服务小组', en: '{a} changed the team of {n}' },
  'account.regrading-approved': ({ facts }) => ({
    zh: `{a}批准将客户“{n}”由${tier(facts.fromTier).zh}调整为${tier(facts.toTier).zh}`,
    en: `{a} approved moving {n} from ${tier(facts.fromTier).en} to ${tier(facts.toTier).en}`,
  }),
  'account.regrading-rejected': plain(
    '{a}未批准客户“{n}”的等级调整',
    '{a} turned down the re-grading of {n}',
  ),
  'account.influence-changed': plain(
    '{a}更新了客户“{n}”的影响力关系图',
    '{a} changed the influence map of {n}',
  ),
  'regrading.asked': ({ facts }) => ({
    zh: `{a}建议将客户“{n}”由${tier(facts.fromTier).zh}调整为${tier(facts.toTier).zh}，待审批`,
    en: `{a} proposes to move {n} from ${tier(facts.fromTier).en} to ${tier(facts.toTier).en}: decide about it`,
  }),
  'regrading.proposed': ({ facts }) => ({
    zh: `${String(facts.proposed)} 个客户建议调整等级，待审批`,
    en: `${String(facts.proposed)} accounts are proposed for another tier and wait for approval`,
  }),
  'contact.linked': plain('{a}登记了{n}的任职', '{a} recorded a position of {n}'),
  'contact.unlinked': plain('{a}删除了{n}的任职', '{a} removed a position of {n}'),
  'contact.changed': plain('{a}修改了{n}的资料', '{a} changed {n}'),
  'contact.touched': plain('{a}登记了与{n}的联系', '{a} was in touch with {n}'),
  'document.added': plain('{a}为“{n}”上传了文件', '{a} added a document to {n}'),
  'document.version-added': plain('{a}更新了“{n}”的文件', '{a} added a version of a document of {n}'),
  'document.removed': plain('{a}删除了“{n}”的文件', '{a} removed a document of {n}'),
  'campaign.created': plain('{a}新建了营销活动“{n}”', '{a} created the campaign {n}'),
  'campaign.changed': ({ facts }) => {
    const state = of(CAMPAIGN_STATES, facts.state);
    return {
      zh: `{a}更新了营销活动“{n}”（${state.zh}）`,
      en: `{a} updated the campaign {n} (${state.en})`,
    };
  },
  'plan.approved': ({ facts }) => ({
    zh: `{a}批准了 {n} ${String(facts.year)} 年的计划`,
    en: `{a} approved the plan of {n} for ${String(facts.year)}`,
  }),
  'plan.reopened': ({ facts }) => ({
    zh: `{a}把 {n} ${String(facts.year)} 年的计划退回了草稿`,
    en: `{a} opened the plan of {n} for ${String(facts.year)} again`,
  }),
  'risk.happened': ({ facts }) => ({
    zh: `{n} 的风险“${String(facts.title)}”已发生`,
    en: `The risk "${String(facts.title)}" of {n} came true`,
  }),
  'action.added': ({ facts, you }) => ({
    zh: `{a}为 {n} 添加了行动“${String(facts.title)}”${you ? '，由您负责' : ''}`,
    en: `{a} added the action "${String(facts.title)}" for {n}${you ? ', and it is yours' : ''}`,
  }),
  'action.changed': ({ facts, you }) => ({
    zh: `{a}${you ? '把' : '修改了'} {n} 的行动“${String(facts.title)}”${you ? '交给了您' : ''}`,
    en: `{a} ${you ? 'gave you' : 'changed'} the action "${String(facts.title)}" of {n}`,
  }),
  'recovery.opened': ({ facts }) => ({
    zh: `{n} 的收入比上年下滑 ${String(facts.percent)}%，已开启挽回计划`,
    en: `Revenue of {n} fell ${String(facts.percent)}% against the year before: a recovery plan is open`,
  }),
  'recovery.alarm-joined': ({ facts }) => ({
    zh: `{n} 的收入再次比上年下滑 ${String(facts.percent)}%`,
    en: `Revenue of {n} fell again, ${String(facts.percent)}% against the year before`,
  }),
  'recovery.begun': plain('{a}开始执行 {n} 的挽回计划', '{a} began the recovery plan of {n}'),
  'recovery.changed': ({ you }) => ({
    zh: you ? '{a}把 {n} 的挽回计划交给了您' : '{a}修改了 {n} 的挽回计划',
    en: you ? '{a} gave you the recovery plan of {n}' : '{a} changed the recovery plan of {n}',
  }),
  'recovery.recovered': plain('{n} 的收入已挽回', 'Revenue of {n} is recovered'),
  'recovery.closed': plain('{a}关闭了 {n} 的挽回计划', '{a} closed the recovery plan of {n}'),
  'absence.recorded': ({ facts }) => ({
    zh: `${away(facts).zh}不在岗，请看代班安排`,
    en: `${away(facts).en}: see who stands in`,
  }),
  'absence.changed': ({ facts }) => ({
    zh: `不在岗的安排改为：${away(facts).zh}`,
    en: `Changed: ${away(facts).en}`,
  }),
  'absence.ended': ({ facts }) => ({
    zh: `${String(facts.member)}已返岗，不再需要代班`,
    en: `${String(facts.member)} is back: nobody stands in any longer`,
  }),
  'webhook.disabled': ({ facts }) =>
    facts.why === 'gone'
      ? {
          zh: '推送地址“{n}”的接收方说地址已不存在，已停用',
          en: 'Webhook {n} is off: its receiver says it is gone',
        }
      : { zh: '推送地址“{n}”连续多日不通，已停用', en: 'Webhook {n} is off: it has failed for days' },
  'case.opened': ({ facts }) => {
    const kind = of(CASE_KINDS, facts.kind);
    const critical = facts.urgency === 'critical';
    return {
      zh: `{a}受理了${critical ? '特急' : ''}${kind.zh}工单 {n}`,
      en: `{a} took the ${critical ? 'critical ' : ''}${kind.en} {n}`,
    };
  },
  'case.step': caseStep,
  'case.handed-over': plain('工单 {n} 已移交给{a}', 'Case {n} was handed over to {a}'),
  'case.escalated': ({ facts }) =>
    facts.level === 2
      ? { zh: '工单 {n} 已超过承诺时限', en: 'Case {n} has passed its deadline' }
      : { zh: '工单 {n} 的承诺时限已过半', en: 'Half of the time promised for case {n} is over' },
  'case.report-due': ({ facts }) =>
    facts.level === 2
      ? { zh: '工单 {n} 已过向客户通报的时限', en: 'The report of case {n} to the client is late' }
      : {
          zh: '工单 {n} 须在一小时内向客户通报',
          en: 'Case {n} is to be reported to the client within the hour',
        },
  'case.changed': plain('{a}修改了工单 {n}', '{a} changed case {n}'),
  'case.closed': ({ facts }) =>
    facts.to === 'withdrawn'
      ? { zh: '{a}撤回了工单 {n}', en: '{a} withdrew case {n}' }
      : { zh: '{a}办结并回访了工单 {n}', en: '{a} closed case {n}' },
  'case.answered': ({ facts }) => ({
    zh: `客户对工单 {n} 评了 ${String(facts.score)} 分（满分 5 分）`,
    en: `The client rated case {n} ${String(facts.score)} of 5`,
  }),
  'list.imported': ({ facts }) => ({
    zh: `名址库“{n}”导入了 ${String(facts.accepted)} 条名址`,
    en: `${String(facts.accepted)} addresses were imported into {n}`,
  }),
  'batch.frozen': ({ facts }) =>
    facts.secondPerson === true
      ? { zh: '批次 {n} 名址已冻结，待审批', en: 'Batch {n} is frozen and waits for approval' }
      : { zh: '批次 {n} 名址已冻结', en: 'Batch {n} is frozen' },
  'batch.approved': plain('{a}批准了批次 {n}', '{a} approved batch {n}'),
  'batch.closed': plain(
    '批次 {n} 已印完并核对，可以交寄',
    'Batch {n} is printed and balanced, ready for dispatch',
  ),
  'batch.spoiled': plain('{a}登记了批次 {n} 的坏件', '{a} recorded spoiled pieces of batch {n}'),
  'batch.draft': plain('批次 {n} 未能冻结，已退回草稿', 'Batch {n} could not be frozen and is a draft again'),
  'batch.uncertain': plain(
    '批次 {n} 的交寄结果不明，请确认',
    'The dispatch of batch {n} is uncertain: confirm it',
  ),
  'batch.dispatched': plain('批次 {n} 已交寄', 'Batch {n} was dispatched'),
  'batch.cancelled': plain('{a}取消了批次 {n}', '{a} cancelled batch {n}'),
};

/** Kinds there is a sentence for; a test holds them against the rules. */
export const SAID_KINDS: readonly string[] = Object.keys(SENTENCES);

/** What happened, in both languages, without a full stop. */
export function sentenceOf({ kind, recordType, actorName, name, facts, because }: News): Sentence {
  const say = SENTENCES[kind];
  if (!say) throw new Error(`no sentence for ${kind}`);
  const { zh, en } = say({ facts, you: because === 'named' });
  return {
    zh: filled(zh, actorName ?? '系统', name ?? (recordType === 'contact' ? '一位联系人' : '一条记录')),
    en: filled(en, actorName ?? 'The system', name ?? (recordType === 'contact' ? 'a contact' : 'a record')),
  };
}

// A function, because a name may hold what `replace` takes for a pattern.
const filled = (text: string, actor: string, name: string): string =>
  text.replace(/\{([an])\}/g, (_, which) => (which === 'a' ? actor : name));
