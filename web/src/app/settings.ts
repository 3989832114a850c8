/** Choices kept in this browser: they are conveniences, so a browser that refuses storage still works. */
type SettingName = 'theme' | 'language' | 'rail' | 'moneyUnit' | `table.${string}`;

/** The stored value, or null when nothing is stored or storage is closed. */
export function readSetting(name: SettingName): string | null {
  try {
    return localStorage.getItem(`hongyan.${name}`);
  } catch {
    return null;
  }
}

export function writeSetting(name: SettingName, value: string): void {
  try {
    localStorage.setItem(`hongyan.${name}`, value);
  } catch {
    // A private window without storage: the choice lasts as long as the page.
  }
}
