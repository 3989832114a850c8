import { AppError, notFound, taken } from '../../../libs/http/app-error';

export const planNotFound = () => notFound({ zh: '客户计划', en: 'account plan' });
export const goalNotFound = () => notFound({ zh: '目标', en: 'goal' });
export const offerNotFound = () => notFound({ zh: '产品记录', en: 'word on a product' });
export const riskNotFound = () => notFound({ zh: '风险', en: 'risk' });
export const actionNotFound = () => notFound({ zh: '行动项', en: 'action' });
export const recoveryNotFound = () => notFound({ zh: '挽回计划', en: 'recovery plan' });
export const thresholdNotFound = () => notFound({ zh: '下滑阈值', en: 'decline threshold' });

export const planTaken = () =>
  taken('plan.year-taken', 'year', {
    zh: '该客户这一年已有计划，请打开已有计划。',
    en: 'This account has a plan for that year already. Open that one.',
  });

export const nothingToCopy = () => {
  const sentence = {
    zh: '该客户上一年没有计划可沿用，请新建空白计划。',
    en: 'This account has no plan of the year before to carry forward. Begin an empty one.',
  };
  return new AppError('plan.nothing-to-copy', 400, sentence, [
    { path: 'copyLastYear', code: 'nothing', ...sentence },
  ]);
};

export const planSettled = () =>
  new AppError('plan.settled', 409, {
    zh: '此计划已批准或已结束，目标不能再改；如需调整，请审批人先退回草稿。',
    en: 'This plan is approved or closed, so its goals stand. Ask who approves to open it again first.',
  });

export const planWithoutGoals = () =>
  new AppError('plan.no-goals', 409, {
    zh: '计划还没有目标，请先添加至少一个目标再批准。',
    en: 'This plan has no goal yet. Add one before it is approved.',
  });

export const planStep = () =>
  new AppError('plan.state', 409, {
    zh: '计划的状态已变，不能这样流转，请刷新后再试。',
    en: 'The plan has moved on and cannot go there from where it stands. Reload it.',
  });

export const goalTaken = () =>
  taken('plan.goal-taken', 'measure', {
    zh: '计划中已有同一口径的目标，请修改已有目标。',
    en: 'The plan has a goal with this measure already. Change that one.',
  });

export const goalUnfit = (path: 'product' | 'reach' | 'target') => {
  const sentence = {
    product: {
      zh: '只有收入、件数和活动数可以限定产品，请去掉产品。',
      en: 'Only revenue, pieces and campaigns can be narrowed to a product. Leave the product out.',
    },
    reach: {
      zh: '此口径只能按客户本身计算，请改为“仅本客户”。',
      en: 'This measure is counted for the account alone. Choose the account.',
    },
    target: {
      zh: '目标值超出此口径的范围：百分比为 1–100，满意度为 1–5 分。',
      en: 'The target is out of range: percentages go from 1 to 100, satisfaction from 1 to 5.',
    },
  }[path];
  return new AppError('plan.goal-unfit', 400, sentence, [{ path, code: 'unfit', ...sentence }]);
};

export const stateStep = () =>
  new AppError('record.state', 409, {
    zh: '此记录的状态已变，不能这样流转，请刷新后再试。',
    en: 'This record has moved on and cannot go there from where it stands. Reload it.',
  });

export const recoveryNeedsResult = () => {
  const sentence = {
    zh: '结束挽回计划须写明结果和原因。',
    en: 'Say what came of it and why before the recovery plan ends.',
  };
  return new AppError('recovery.result-missing', 400, sentence, [
    { path: 'result', code: 'required', ...sentence },
  ]);
};

export const thresholdTaken = () =>
  taken('decline.threshold-taken', 'tier', {
    zh: '该局此等级已有阈值，请修改已有阈值。',
    en: 'This branch has thresholds for the tier already. Change those.',
  });

export const actionElsewhere = (path: 'riskId' | 'recoveryId') => {
  const sentence = {
    zh: '所选风险或挽回计划不属于此客户，请重新选择。',
    en: 'That risk or recovery plan belongs to another account. Choose one of this account.',
  };
  return new AppError('action.elsewhere', 400, sentence, [{ path, code: 'elsewhere', ...sentence }]);
};
