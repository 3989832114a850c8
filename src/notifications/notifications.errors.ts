import { AppError, notFound } from '../../libs/http/app-error';

export const notificationNotFound = () => notFound({ zh: '通知', en: 'notification' });
export const followNotFound = () => notFound({ zh: '关注', en: 'follow' });
export const recordNotFound = () => notFound({ zh: '记录', en: 'record' });
export const robotNotFound = () => notFound({ zh: '群机器人', en: 'chat robot' });

export const tooManyFollows = (most: number) =>
  new AppError('follow.too-many', 409, {
    zh: `最多关注 ${most} 条记录，请先取消一些不再需要的关注。`,
    en: `You can follow ${most} records at most. Stop following some you no longer need.`,
  });
export const robotAddressWrong = () => {
  const sentence = {
    zh: '地址与所选平台不符，请从群机器人的设置页复制完整的 Webhook 地址。',
    en: 'This address is not one of the chosen service. Copy the whole webhook address from the robot’s settings.',
  };
  return new AppError('chat-robot.address-wrong', 400, sentence, [
    { path: 'address', code: 'chat-robot.address-wrong', ...sentence },
  ]);
};
export const robotTestFailed = (reason: { zh: string; en: string }) =>
  new AppError('chat-robot.test-failed', 422, {
    zh: `测试消息未送达：${reason.zh}`,
    en: `The test message was not delivered: ${reason.en}`,
  });
export const robotBusy = () =>
  new AppError('chat-robot.busy', 429, {
    zh: '该机器人一分钟内已发送 20 条消息，请一分钟后再试。',
    en: 'This robot has sent 20 messages within a minute. Try again in a minute.',
  });
