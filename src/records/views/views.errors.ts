import { AppError, notFound } from '../../../libs/http/app-error';

export const viewNotFound = () => notFound({ zh: '视图', en: 'view' });

export const viewNotYours = () =>
  new AppError('view.read-only', 403, {
    zh: '此视图由他人共享，您不能修改。请另存为自己的视图。',
    en: 'Somebody shares this view, and you may not change it. Save it as a view of your own.',
  });

export const viewNotShared = () =>
  new AppError('view.may-not-share', 403, {
    zh: '您没有共享视图的权限。请存为个人视图，或请本局负责人共享。',
    en: 'You may not share views. Keep it for yourself, or ask a leader of your branch to share it.',
  });
