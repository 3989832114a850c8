import { AppError, notFound, taken } from '../../../libs/http/app-error';

export const tierRuleNotFound = () => notFound({ zh: '等级规则', en: 'tier rule' });
export const tierProposalNotFound = () => notFound({ zh: '等级建议', en: 'tier proposal' });

export const tierRuleTaken = () =>
  taken('account.tier-rule-taken', 'branchId', {
    zh: '该局已有等级规则，请修改已有规则。',
    en: 'This branch has a tier rule already. Change that one.',
  });

export const tierThresholdsWrong = () => {
  const sentence = {
    zh: '省级的起点须高于重点的起点，请调整。',
    en: 'Provincial has to begin above key. Change one of the two.',
  };
  return new AppError('account.tier-thresholds', 400, sentence, [
    { path: 'provincialFromFen', code: 'order', ...sentence },
  ]);
};

export const tierSame = () => {
  const sentence = {
    zh: '该客户已是这个等级，请选择另一等级。',
    en: 'The account has this tier already. Choose another.',
  };
  return new AppError('account.tier-same', 400, sentence, [{ path: 'toTier', code: 'same', ...sentence }]);
};

export const tierProposalDecided = () =>
  new AppError('account.tier-proposal-decided', 409, {
    zh: '此建议已处理，或已被新的评定取代，请刷新列表。',
    en: 'This proposal is decided already, or a later run replaced it. Reload the list.',
  });

export const tierChangedMeanwhile = () =>
  new AppError('account.tier-changed', 409, {
    zh: '该客户的等级已被改动，与建议时不同；请重新评定后再审批。',
    en: 'The tier of this account has changed since it was proposed. Run the rules again and decide then.',
  });
