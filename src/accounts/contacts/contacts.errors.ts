import { AppError, type FieldFault, notFound, type Sentence } from '../../../libs/http/app-error';
import type { LinkFault } from './influence-rules';

export const contactNotFound = () => notFound({ zh: '联系人', en: 'contact' });
export const positionNotFound = () => notFound({ zh: '任职', en: 'position' });

export const contactOfOtherBranch = () =>
  new AppError('contact.read-only', 403, {
    zh: '此联系人由其他局建档，您可查看和登记联系；资料须由建档局修改。',
    en: 'Another branch keeps this contact. You may read it and record a touch; ask that branch to change it.',
  });

/** At a field of the form. */
const fault = (code: string, status: number, path: string, sentence: Sentence) => {
  const faults: FieldFault[] = [{ path, code: code.split('.')[1]!, ...sentence }];
  return new AppError(code, status, sentence, faults);
};

export const basisMissing = () =>
  fault('contact.basis-missing', 400, 'lawfulBasis', {
    zh: '记录生日或偏好前，请先选择合法依据。',
    en: 'Choose a lawful basis before keeping a birthday or preferences.',
  });
export const touchInFuture = () =>
  fault('contact.touch-in-future', 400, 'on', {
    zh: '联系日期不能晚于今天。',
    en: 'A touch cannot lie in the future.',
  });
export const alreadyAtAccount = () =>
  fault('contact.already-at-account', 409, 'accountId', {
    zh: '此人在该客户已有任职，请修改原有任职。',
    en: 'This person already has a position at the account. Change that position.',
  });
export const endsBeforeStart = () =>
  fault('contact.ends-before-start', 400, 'endedOn', {
    zh: '离任日期不能早于到任日期。',
    en: 'A position cannot end before it began.',
  });
export const coverOutsideTeam = () =>
  fault('contact.cover-outside-team', 400, 'coveredBy', {
    zh: '只能由该客户服务小组的成员对接，请先将其加入服务小组。',
    en: 'Only members of the service team can keep a relationship. Add the colleague to the team first.',
  });
export const influenceStale = () =>
  new AppError('account.influence-stale', 409, {
    zh: '影响力图刚被他人改过，您的修改尚未保存；请重新载入后再改。',
    en: 'Somebody else has just changed the influence map; yours is not saved. Reload the map and change it again.',
  });

const LINK_SENTENCES: Record<LinkFault['fault'], Sentence> = {
  'unknown-person': {
    zh: '图中有人已不在此客户，请重新载入影响力图。',
    en: 'Somebody on the map is no longer at this account. Reload the map.',
  },
  self: {
    zh: '不能把一个人连到自己，请删除这条连线。',
    en: 'A person cannot be linked to themselves. Remove the link.',
  },
  twice: { zh: '同一条连线出现了两次，请删除一条。', en: 'The same link is there twice. Remove one.' },
  'two-superiors': {
    zh: '一个人只能有一位直接上级，请删除多余的汇报线。',
    en: 'A person reports to one superior only. Remove the other line.',
  },
  cycle: {
    zh: '汇报关系首尾相接成了圈，请调整其中一条汇报线。',
    en: 'The reporting lines form a circle. Change one of them.',
  },
};

export const badLink = ({ fault: what, index }: LinkFault) => {
  const sentence = LINK_SENTENCES[what];
  return new AppError(`account.influence-${what}`, what === 'unknown-person' ? 409 : 400, sentence, [
    { path: `links.${index}`, code: what, ...sentence },
  ]);
};

/** Where it went is told to whoever sees what it became. */
export const contactMerged = (survivorId: string) =>
  new AppError(
    'record.merged',
    410,
    {
      zh: '此联系人已合并到另一联系人，请打开合并后的联系人。',
      en: 'This contact was merged into another one. Open the contact it became.',
    },
    [],
    undefined,
    { mergedInto: survivorId },
  );
