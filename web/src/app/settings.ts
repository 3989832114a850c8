/** Choices kept in this browser: they are conveniences, so a browser that refuses storage still works. */
type SettingName = 'theme' | 'language' | 'rail' | 'moneyUnit' | `table.${string}`;

/** Choices of this page, for a private window without storage. */
const ofThisPage = new Map<SettingName, string>();

/** The stored value, or null when nothing is stored. */
export function readSetting(name: SettingName): string | null {
  try {
    return localStorage.getItem(`hongyan.${name}`);
  } catch {
    return ofThisPage.get(name) ?? null;
  }
}

export function writeSetting(name: SettingName, value: string): void {
  try {
    localStorage.setItem(`hongyan.${name}`, value);
  } catch {
    ofThisPage.set(name, value);
  }
}
