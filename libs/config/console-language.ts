export const CONSOLE_LANGUAGES = ['zh', 'en'] as const;
export type ConsoleLanguage = (typeof CONSOLE_LANGUAGES)[number];

/**
 * The language of the terminal by POSIX's variables, the first that is set: LC_ALL, LC_MESSAGES, LANG. Chinese unless
 * they name another language; `C` and `POSIX` name none.
 */
export function consoleLanguage(env: NodeJS.ProcessEnv = process.env): ConsoleLanguage {
  const locale = env.LC_ALL || env.LC_MESSAGES || env.LANG || '';
  return /^[a-z]{2,3}([_.@-]|$)/.test(locale) && !locale.startsWith('zh') ? 'en' : 'zh';
}
