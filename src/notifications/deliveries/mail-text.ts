import { CATEGORY_NAMES, type Entry, type Message } from './message';

const WORDS = {
  zh: {
    open: '打开',
    more: (count: number) => `另有 ${count} 条，见通知页`,
    inbox: '全部通知',
    settings: '在“通知设置”中选择接收方式和时间',
  },
  en: {
    open: 'Open',
    more: (count: number) => `${count} more in your notifications`,
    inbox: 'All notifications',
    settings: 'Choose what reaches you, how and when, in your notification settings',
  },
};

/** A mail's subject and its body as text and HTML, which say the same. */
export function mailOf(message: Message): { subject: string; text: string; html: string } {
  const words = WORDS[message.language];
  const groups = grouped(message.entries);
  const settingsUrl = message.inboxUrl.replace(/\/notifications$/, '/settings/notifications');
  const name = ({ category }: Entry) => CATEGORY_NAMES[category][message.language];
  const more = message.more > 0 ? [words.more(message.more)] : [];
  const text = [
    ...groups.flatMap((group) => [
      `【${name(group[0]!)}】`,
      ...group.flatMap((entry) => [`· ${entry.text}`, `  ${entry.url}`]),
      '',
    ]),
    ...more,
    `${words.inbox}: ${message.inboxUrl}`,
    `${words.settings}: ${settingsUrl}`,
  ].join('\n');
  const html = [
    `<div style="font:15px/1.6 -apple-system,'Segoe UI','PingFang SC','Microsoft YaHei',sans-serif;max-width:560px">`,
    ...groups.flatMap((group) => [
      `<h2 style="font-size:14px;margin:20px 0 6px;color:#666">${escaped(name(group[0]!))}</h2>`,
      '<ul style="margin:0;padding-left:18px">',
      ...group.map(
        (entry) => `<li style="margin:4px 0"><a href="${escaped(entry.url)}">${escaped(entry.text)}</a></li>`,
      ),
      '</ul>',
    ]),
    ...more.map((line) => `<p>${escaped(line)}</p>`),
    `<p style="margin-top:24px;font-size:13px;color:#666"><a href="${escaped(message.inboxUrl)}">${words.inbox}</a> · `,
    `<a href="${escaped(settingsUrl)}">${words.settings}</a></p></div>`,
  ].join('\n');
  return { subject: message.title, text, html };
}

function grouped(entries: readonly Entry[]): Entry[][] {
  const groups = new Map<string, Entry[]>();
  for (const entry of entries) groups.set(entry.category, [...(groups.get(entry.category) ?? []), entry]);
  return [...groups.values()];
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => ENTITIES[sign]!);
