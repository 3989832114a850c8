import { AppError, notFound, taken } from '../../libs/http/app-error';

export const accountNotFound = () => notFound({ zh: '大客户', en: 'account' });

/** Where it went is told to whoever sees what it became. */
export const accountMerged = (survivorId: string) =>
  new AppError(
    'record.merged',
    410,
    {
      zh: '此客户已合并到另一客户，请打开合并后的客户。',
      en: 'This account was merged into another one. Open the account it became.',
    },
    [],
    undefined,
    { mergedInto: survivorId },
  );

export const accountCodeTaken = () =>
  taken('account.code-taken', 'code', {
    zh: '该局已有使用此编号的大客户，请换一个编号。',
    en: 'This branch already has an account with this code. Choose another.',
  });
export const creditCodeTaken = () =>
  taken('account.credit-code-taken', 'creditCode', {
    zh: '该局已有使用此统一社会信用代码的大客户，请打开已有客户，或核对代码。',
    en: 'This branch already has an account with this credit code. Open that account, or check the code.',
  });

export const creditCodeInvalid = () => {
  const sentence = {
    zh: '统一社会信用代码应为 18 位，且末位校验字符须相符，请对照营业执照核对。',
    en: 'A credit code has 18 characters and ends in the check character that fits. Compare it with the business licence.',
  };
  return new AppError('account.credit-code-invalid', 400, sentence, [
    { path: 'creditCode', code: 'invalid', ...sentence },
  ]);
};

export const tierNeedsApproval = () => {
  const sentence = {
    zh: '调整客户等级须由领导批准。请在客户页提交等级调整建议并说明理由，或保持原等级。',
    en: 'A leader decides about tiers. Propose the tier with your reason on the account’s page, or leave it as it is.',
  };
  return new AppError('account.tier-needs-approval', 403, sentence, [
    { path: 'tier', code: 'needs-approval', ...sentence },
  ]);
};

export const accountCycle = () => {
  const sentence = {
    zh: '上级客户不能是它自己或其下属客户，请另选上级。',
    en: 'An account cannot be placed below itself. Choose another parent.',
  };
  return new AppError('account.cycle', 409, sentence, [{ path: 'parentId', code: 'cycle', ...sentence }]);
};
export const accountOfOtherBranch = () =>
  new AppError('account.read-only', 403, {
    zh: '您是服务小组成员，可查看此客户；资料须由其所属局修改。',
    en: 'You serve this account and may read it. Ask the branch that owns it to change it.',
  });
