import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { readSetting, writeSetting } from '../app/settings';
import { asLanguage, localeOf, type Language } from './languages';
import { messages as zh } from './zh';

/** Chinese travels with the program; English is fetched when somebody asks for it. */
async function loadMessages(language: Language): Promise<void> {
  if (i18next.hasResourceBundle(language, 'translation')) return;
  const { messages } = await import('./en');
  i18next.addResourceBundle(language, 'translation', messages);
}

/** Puts a language into force: words, dates, Ant Design follow. */
async function speak(language: Language): Promise<void> {
  await loadMessages(language);
  document.documentElement.lang = localeOf(language);
  dayjs.locale(language === 'zh' ? 'zh-cn' : 'en');
  await i18next.changeLanguage(language);
}

export async function startI18n(): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: 'zh',
    fallbackLng: 'zh',
    resources: { zh: { translation: zh } },
    interpolation: { escapeValue: false },
  });
  await speak(chosenLanguage() ?? 'zh');
}

/** The user chose a language here: it stays chosen in this browser. */
export async function chooseLanguage(language: Language): Promise<void> {
  writeSetting('language', language);
  await speak(language);
}

/** The language somebody chose in this browser; null when nobody did. */
export const chosenLanguage = (): Language | null => asLanguage(readSetting('language'));

/** The account's language counts as long as nobody chose one in this browser. */
export async function followAccountLanguage(locale: string): Promise<void> {
  const wanted = asLanguage(locale);
  if (chosenLanguage() === null && wanted !== null) await speak(wanted);
}
