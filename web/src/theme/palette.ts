/** Whether the page is drawn on paper or at night. */
export type Mode = 'light' | 'dark';

/** One set of surfaces, inks and signals. Everything coloured on screen comes from here. */
export interface Palette {
  paper: string;
  rail: string;
  card: string;
  raised: string;
  line: string;
  lineSoft: string;
  ink: string;
  ink2: string;
  ink3: string;
  green: string;
  greenSoft: string;
  onGreen: string;
  vermilion: string;
  vermilionSoft: string;
  ochre: string;
  ochreSoft: string;
  blue: string;
  blueSoft: string;
  greySoft: string;
}

export const palettes: Record<Mode, Palette> = {
  light: {
    paper: '#FAF8F3',
    rail: '#F3F0E7',
    card: '#FFFFFF',
    raised: '#FFFFFF',
    line: '#E3DED2',
    lineSoft: '#EFEBE1',
    ink: '#1A2521',
    ink2: '#525D57',
    ink3: '#646C67',
    green: '#0F5C4A',
    greenSoft: '#E3EEE9',
    onGreen: '#FFFFFF',
    vermilion: '#C8402F',
    vermilionSoft: '#FBEAE6',
    ochre: '#8F5A0A',
    ochreSoft: '#F8EFDC',
    blue: '#2B618A',
    blueSoft: '#E5EEF5',
    greySoft: '#F1EEE6',
  },
  dark: {
    paper: '#12181A',
    rail: '#0E1415',
    card: '#192123',
    raised: '#202A2C',
    line: '#2E393B',
    lineSoft: '#243032',
    ink: '#E7EBE7',
    ink2: '#AAB5B0',
    ink3: '#8B9792',
    green: '#57B99C',
    greenSoft: '#17352E',
    onGreen: '#0B1513',
    vermilion: '#EB7A68',
    vermilionSoft: '#3A1F1B',
    ochre: '#DDAA55',
    ochreSoft: '#352A15',
    blue: '#7FB2DA',
    blueSoft: '#182B39',
    greySoft: '#242D2F',
  },
};

/** Writes the palette as CSS custom properties (`--hy-ink2` …) for the style sheets. */
export function paintRoot(mode: Mode): void {
  const root = document.documentElement;
  root.dataset['theme'] = mode;
  root.style.colorScheme = mode;
  root.style.backgroundColor = palettes[mode].paper;
  for (const [name, value] of Object.entries(palettes[mode])) root.style.setProperty(`--hy-${name}`, value);
}
