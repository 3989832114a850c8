import type { RecordEvent } from '../../../libs/events/record-event';
import { type Because, CATEGORIES, type Category, type RecordKind } from '../rules/categories';
import { pathOf } from '../rules/records';
import { sentenceOf } from '../rules/sentences';

export type Language = 'zh' | 'en';

/** One thing to tell, as the receiver may know it. */
export interface Item {
  category: Category;
  kind: string;
  recordType: RecordKind;
  recordId: string;
  actorName: string | null;
  /** What may leave the house: never a contact's name. */
  openName: string | null;
  facts: RecordEvent['facts'];
  because: Because | null;
  createdAt: Date;
}

export interface Entry {
  category: Category;
  text: string;
  url: string;
}

/** A message before it takes the form of its channel. */
export interface Message {
  /** One line. */
  title: string;
  language: Language;
  entries: Entry[];
  /** Told of besides the entries, which are the newest. */
  more: number;
  /** The inbox. */
  inboxUrl: string;
}

const MOST_ENTRIES = 50;
const BRAND: Record<Language, string> = { zh: '鸿雁', en: 'Hongyan' };

export const CATEGORY_NAMES: Readonly<Record<Category, Record<Language, string>>> = {
  mention: { zh: '提到我', en: 'Mentions' },
  assignment: { zh: '交给我', en: 'Assigned' },
  approval: { zh: '待审批', en: 'Approvals' },
  service: { zh: '客户服务', en: 'Service' },
  production: { zh: '生产', en: 'Production' },
  account: { zh: '客户动态', en: 'Accounts' },
};
/** As a group reads them: nobody there is "me". */
export const GROUP_NAMES: Readonly<Record<Category, Record<Language, string>>> = {
  ...CATEGORY_NAMES,
  assignment: { zh: '交办与移交', en: 'Assignments' },
};

/** Puts together what is told, grouped by category and the newest first within one. */
export function messageOf(
  items: readonly Item[],
  language: Language,
  publicUrl: string,
  digest: boolean,
): Message {
  const newest = [...items].sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime());
  const shown = newest.slice(0, MOST_ENTRIES);
  const ranked = CATEGORIES.flatMap((category) => shown.filter((item) => item.category === category));
  const entries = ranked.map((item) => ({
    category: item.category,
    text: oneLine(sentenceOf({ ...item, name: item.openName })[language]),
    url: publicUrl + pathOf({ type: item.recordType, id: item.recordId }),
  }));
  return {
    title: titleOf(entries, items.length, language, digest),
    language,
    entries,
    more: items.length - shown.length,
    inboxUrl: `${publicUrl}/notifications`,
  };
}

export const testMessage = (language: Language, publicUrl: string): Message => ({
  title: language === 'zh' ? '鸿雁 · 测试消息' : 'Hongyan · test message',
  language,
  entries: [
    {
      category: 'account',
      text: language === 'zh' ? '群机器人已接通' : 'The chat robot is connected',
      url: publicUrl,
    },
  ],
  more: 0,
  inboxUrl: `${publicUrl}/notifications`,
});

function titleOf(entries: readonly Entry[], count: number, language: Language, digest: boolean): string {
  if (!digest && count === 1) return `${BRAND[language]} · ${entries[0]!.text}`;
  if (language === 'zh') return `${BRAND.zh} · ${digest ? '今日' : ''}通知 ${count} 条`;
  return `${BRAND.en} · ${count} ${count === 1 ? 'notification' : 'notifications'}${digest ? ' today' : ''}`;
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();
