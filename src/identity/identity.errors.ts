import { AppError, notFound, taken } from '../../libs/http/app-error';

export const branchNotFound = () => notFound({ zh: '局', en: 'branch' });
export const userNotFound = () => notFound({ zh: '用户', en: 'user' });
export const apiKeyNotFound = () => notFound({ zh: ' API 密钥', en: 'API key' });

export const branchCodeTaken = () =>
  taken('branch.code-taken', 'code', {
    zh: '该局代码已被使用，请换一个。',
    en: 'This branch code is in use. Choose another.',
  });
export const branchCycle = () =>
  new AppError('branch.cycle', 409, {
    zh: '上级局不能是它自己或其下级，请另选上级。',
    en: 'A branch cannot be placed below itself. Choose another parent.',
  });
export const emailTaken = () =>
  taken('user.email-taken', 'email', {
    zh: '该邮箱已有账号，请换一个邮箱。',
    en: 'There is already a user with this e-mail. Use another.',
  });
export const ownAccess = () =>
  new AppError('user.own-access', 409, {
    zh: '不能停用自己或取消自己的管理员角色，请由另一位管理员操作。',
    en: 'You cannot deactivate yourself or drop your own administrator role. Ask another administrator.',
  });
export const roleAboveOwn = () =>
  new AppError('user.role-above-own', 403, {
    zh: '不能授予超出您自身权限的角色。',
    en: 'You cannot grant a role with permissions you do not hold yourself.',
  });
export const alreadySetUp = () =>
  new AppError('first-run.done', 409, {
    zh: '系统中已有机构，不能再次初始化；请由现有管理员添加用户。',
    en: 'There are branches already, so this is not a first run. Ask an administrator to add users.',
  });
