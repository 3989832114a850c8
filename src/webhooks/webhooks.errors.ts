import { AppError, notFound } from '../../libs/http/app-error';

/** Endpoints of one branch. */
export const MOST_ENDPOINTS = 20;

export const webhookNotFound = () => notFound({ zh: '推送地址', en: 'webhook' });
export const deliveryNotFound = () => notFound({ zh: '推送记录', en: 'delivery' });

export const tooManyWebhooks = () =>
  new AppError('webhook.too-many', 409, {
    zh: `一个局最多 ${MOST_ENDPOINTS} 个推送地址，请先删除不用的。`,
    en: `A branch has at most ${MOST_ENDPOINTS} webhooks. Remove one that is not used first.`,
  });
export const webhookInactive = () =>
  new AppError('webhook.inactive', 409, {
    zh: '此推送地址已停用，请先启用。',
    en: 'This webhook is switched off. Switch it on first.',
  });
export const deliveryUnderWay = () =>
  new AppError('webhook.delivery-due', 409, {
    zh: '此消息正等待发送，无需重发。',
    en: 'This message is waiting to be sent. There is nothing to replay.',
  });
