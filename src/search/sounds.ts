type PinyinPro = typeof import('pinyin-pro');

// Loaded when there is something to hear: its dictionary takes 16 MB, and most processes never need it.
// oxlint-disable-next-line typescript/no-require-imports -- there is no other way to load late and at once
const pinyinPro = () => require('pinyin-pro') as PinyinPro;

/**
 * How a name sounds, as people type it without Chinese keys: pinyin without tones and initials, each after a line
 * break: `\nyinhang\nyh`. Characters that are read in several ways are read as in their word (银行: yinhang); ü is v.
 * What is no Chinese is left out; a name without any Chinese has no sounds and gives ''.
 *
 * @param surname the first character is read as a surname (单: shan)
 */
export function soundsOf(name: string, surname: boolean): string {
  const syllables = pinyinPro()
    .pinyin(name, {
      toneType: 'none',
      type: 'array',
      v: true,
      nonZh: 'removed',
      surname: surname ? 'head' : 'off',
    })
    .filter((syllable) => syllable !== '');
  if (syllables.length === 0) return '';
  return `\n${syllables.join('')}\n${syllables.map((syllable) => syllable[0]).join('')}`;
}
