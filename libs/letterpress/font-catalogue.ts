/**
 * The typefaces a design may name. All are OFL TrueType fonts that ship with the engine, so a piece looks the
 * same on every machine. Each falls back, character by character, to the other family at the nearest weight.
 */
export const FONT_NAMES = [
  'sans-light',
  'sans',
  'sans-medium',
  'sans-bold',
  'sans-black',
  'serif',
  'serif-medium',
  'serif-bold',
  'serif-black',
] as const;

export type FontName = (typeof FONT_NAMES)[number];

interface FontSource {
  /** Module path of the font file. */
  file: string;
  fallback: readonly FontName[];
}

function sans(weight: string, fallback: FontName): FontSource {
  return { file: `@expo-google-fonts/noto-sans-sc/${weight}/NotoSansSC_${weight}.ttf`, fallback: [fallback] };
}

function serif(weight: string, fallback: FontName): FontSource {
  return {
    file: `@expo-google-fonts/noto-serif-sc/${weight}/NotoSerifSC_${weight}.ttf`,
    fallback: [fallback],
  };
}

const SOURCES: Readonly<Record<FontName, FontSource>> = {
  'sans-light': sans('300Light', 'serif'),
  sans: sans('400Regular', 'serif'),
  'sans-medium': sans('500Medium', 'serif-medium'),
  'sans-bold': sans('700Bold', 'serif-bold'),
  'sans-black': sans('900Black', 'serif-black'),
  serif: serif('400Regular', 'sans'),
  'serif-medium': serif('500Medium', 'sans-medium'),
  'serif-bold': serif('700Bold', 'sans-bold'),
  'serif-black': serif('900Black', 'sans-black'),
};

/** Absolute path of the font file. */
export function fontFile(name: FontName): string {
  return require.resolve(SOURCES[name].file);
}

/** The typeface and what stands in for characters it lacks, in order. */
export function fontChain(name: FontName): readonly FontName[] {
  return [name, ...SOURCES[name].fallback];
}
