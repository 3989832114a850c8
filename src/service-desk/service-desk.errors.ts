import { AppError, notFound } from '../../libs/http/app-error';

export const caseNotFound = () => notFound({ zh: '服务事项', en: 'case' });

export const caseOfOtherBranch = () =>
  new AppError('case.read-only', 403, {
    zh: '您是服务小组成员，可查看此事项；办理须由客户所属局进行。',
    en: 'You serve this account and may read its cases. Ask the branch that owns the account to work on them.',
  });

export const caseNotOwner = () =>
  new AppError('case.not-owner', 403, {
    zh: '首问负责：此事项由首问人负责办理，您可以添加备注，或请其移交给您。',
    en: 'Whoever took this case owns it. Add a note, or have the case handed over to you.',
  });

export const caseWrongStep = () =>
  new AppError('case.wrong-step', 409, {
    zh: '此事项当前不能进行这一步，可能刚有人办理过，请重新载入后再看。',
    en: 'This step cannot follow where the case stands now; somebody may have moved it. Reload the case.',
  });

export const caseNotYoursToHandOver = () =>
  new AppError('case.not-owner', 403, {
    zh: '负责人在岗，移交须由本人或团队负责人发起；您可以添加备注，请其移交。',
    en: 'The owner is at work: they, or who leads the team, offer the case to others. Add a note asking them to.',
  });

export const caseNoteMissing = () => {
  const sentence = {
    zh: '请写明内容：补救方案、撤回原因或重新受理的原因。',
    en: 'Say what is offered, why the case is withdrawn, or why it is opened again.',
  };
  return new AppError('case.note-missing', 400, sentence, [{ path: 'note', code: 'required', ...sentence }]);
};

export const caseCauseMissing = () => {
  const sentence = {
    zh: '投诉与故障办结前须填写原因类别和原因分析。',
    en: 'A complaint or fault is resolved once its cause is known. State the kind of cause and explain it.',
  };
  return new AppError('case.cause-missing', 400, sentence, [
    { path: 'cause', code: 'required', ...sentence },
  ]);
};

export const caseOver = () =>
  new AppError('case.over', 409, {
    zh: '此事项已办结，不能再改；如需继续办理，请先重新受理。',
    en: 'This case is done and no longer changed. Open it again first.',
  });

export const handOverToOwner = () =>
  new AppError('case.hand-over-to-owner', 400, {
    zh: '此人已是负责人，请选择其他人。',
    en: 'This person owns the case already. Choose somebody else.',
  });

export const handOverToSelf = () =>
  new AppError('case.hand-over-to-self', 403, {
    zh: '不能把他人负责的事项移交给自己，请由负责人或另一位同事发起移交。',
    en: 'You cannot hand a case of somebody else to yourself. Ask its owner or another colleague to offer it.',
  });

export const handOverOpen = () =>
  new AppError('case.hand-over-open', 409, {
    zh: '已有一项移交等待接受，请先撤回或等待对方答复。',
    en: 'A hand-over waits for an answer already. Take it back or wait for the answer.',
  });

export const noHandOver = () =>
  new AppError('case.no-hand-over', 409, {
    zh: '没有等待您答复的移交，请重新载入。',
    en: 'No hand-over waits for your answer. Reload the case.',
  });

export const receiverMayNotWork = () =>
  new AppError('case.receiver-unfit', 400, {
    zh: '此人已停用、无权办理，或所在局看不到此客户，请选择其他人。',
    en: 'This person is inactive, may not work on cases, or is of a branch that does not see this account. Choose another.',
  });

export const noReport = () =>
  new AppError('case.no-report', 409, {
    zh: '此事项不需要当日报告。',
    en: 'This case does not need a report to the client.',
  });

export const reportSent = () =>
  new AppError('case.report-sent', 409, {
    zh: '报告已标记为发出，不能再改。',
    en: 'The report is marked as sent and no longer changed.',
  });

export const answerTooEarly = () =>
  new AppError('case.answer-too-early', 409, {
    zh: '事项办结后才能请客户评价，请先办结。',
    en: 'The client is asked once the case is resolved. Resolve it first.',
  });

export const caseAnswered = () =>
  new AppError('case.answered', 409, {
    zh: '客户已经评价，评价不能替换；重新受理并办结后可再次邀请评价。',
    en: 'The client has answered, and an answer is not replaced. Ask again once the case was opened and resolved anew.',
  });

export const answerUnknown = () =>
  new AppError('case-answer.unknown', 404, {
    zh: '此链接无效、已过期或已评价过。如仍想反馈，请联系您的客户经理。',
    en: 'This link is not valid, has expired or was already used. To tell us more, contact your account manager.',
  });

export const answerTooOften = () =>
  new AppError('case-answer.too-often', 429, {
    zh: '打开次数过多，请 15 分钟后再试。',
    en: 'Too many tries. Try again in 15 minutes.',
  });

export const standardsInPast = () =>
  new AppError('service-rules.past', 400, {
    zh: '服务标准只能从今天或以后的日期生效，已作出的承诺不变。',
    en: 'Standards come into force today or later; promises already made stay.',
  });

export const hoursUnusable = () =>
  new AppError('service-rules.no-working-time', 409, {
    zh: '按所属局的工作时间算不出办理时限，请管理员检查工作时间和节假日。',
    en: 'No deadline can be counted in the working hours of this branch. Ask an administrator to check hours and days off.',
  });

export const receiverAway = () =>
  new AppError('case.receiver-away', 409, {
    zh: '接收人今天不在岗，也没有可代管的同事，请另选接收人。',
    en: 'That colleague is away today and nobody covers for them. Choose somebody else.',
  });
