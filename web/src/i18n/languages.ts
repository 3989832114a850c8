/** The languages the product speaks; the first is the one it thinks in. */
export const languages = ['zh', 'en'] as const;
export type Language = (typeof languages)[number];

/** How a language calls itself. */
export const languageNames: Record<Language, string> = { zh: '简体中文', en: 'English' };

/** A language as the account keeps it. */
export const localeOf = (language: Language): 'zh-CN' | 'en' => (language === 'zh' ? 'zh-CN' : 'en');

export function asLanguage(text: string | null | undefined): Language | null {
  if (text?.toLowerCase().startsWith('zh')) return 'zh';
  if (text?.toLowerCase().startsWith('en')) return 'en';
  return null;
}
