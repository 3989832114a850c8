import { AppError } from '../../../libs/http/app-error';

export const teamMemberTwice = () =>
  new AppError('account.team-duplicate', 400, {
    zh: '同一人的同一角色在同一天只能出现一次，请删除重复项或错开日期。',
    en: 'A person can hold a role only once at a time. Remove the duplicate, or let one end before the other begins.',
  });

export const seatTaken = (role: string) => {
  const sentence =
    role === 'lead'
      ? {
          zh: '同一天只能有一位组长，请先填写现任组长的结束日期，再安排接任者。',
          en: 'A team has one lead at a time. Give the present lead a last day, and let the next begin after it.',
        }
      : {
          zh: '同一天只能有一位主办，请先填写现任主办的结束日期，再安排接任者。',
          en: 'An account has one primary manager at a time. Give the present one a last day, and let the next begin after it.',
        };
  return new AppError('account.seat-taken', 409, sentence, [{ path: 'members', code: 'taken', ...sentence }]);
};

export const seatDaysTurned = () => {
  const sentence = {
    zh: '结束日期不能早于开始日期，请核对服务起止日期。',
    en: 'A last day cannot come before the first. Check the days of service.',
  };
  return new AppError('account.seat-days', 400, sentence, [{ path: 'members', code: 'days', ...sentence }]);
};
