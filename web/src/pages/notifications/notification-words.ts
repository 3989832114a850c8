import type { TFunction } from 'i18next';
import type { NotificationCategory, NotificationItem } from '../../api/types';

export const CATEGORIES: readonly NotificationCategory[] = [
  'mention',
  'assignment',
  'approval',
  'service',
  'production',
  'account',
];

export const categoryName = (t: TFunction, category: NotificationCategory): string =>
  t(`notifications.categories.${category}`);

/** As a group reads them: nobody there is “me”. */
export const groupCategoryName = (t: TFunction, category: NotificationCategory): string =>
  category === 'assignment' ? t('robots.assignments') : categoryName(t, category);

export const becauseName = (t: TFunction, because: NotificationItem['because']): string =>
  t(`notifications.because.${because}`);

const MINUTES_A_DAY = 1_440;

/** `22:00` of minutes since midnight. */
export const clockOf = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

const EVERY_MINUTES = 30;

/** Choices of a time of day, every half hour. */
export const CLOCK_OPTIONS = Array.from({ length: MINUTES_A_DAY / EVERY_MINUTES }, (_, at) => ({
  value: at * EVERY_MINUTES,
  label: clockOf(at * EVERY_MINUTES),
}));

export const HOUR_OPTIONS = Array.from({ length: 24 }, (_, hour) => ({
  value: hour,
  label: clockOf(hour * 60),
}));
