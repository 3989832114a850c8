import type { AddressBox, SerialBox, TextBox } from './design';
import type { FontName } from './font-catalogue';
import type { CompiledTemplate } from './template';

/** A template and how its text is set. Points. */
export interface Paragraph {
  template: CompiledTemplate;
  font: FontName;
  size: number;
  leading: number;
  before: number;
  required: boolean;
}

/** The paragraphs of any box that sets type. */
export function paragraphsOf(
  box: TextBox | AddressBox | SerialBox,
  templates: CompiledTemplate[],
): Paragraph[] {
  const lines =
    box.kind === 'address' ? box.lines : [{ before: 0, required: box.kind === 'text' && box.required }];
  return lines.map((line, i) => {
    const own = 'template' in line ? line : undefined;
    const size = own?.size ?? box.size;
    return {
      template: templates[i] as CompiledTemplate,
      font: own?.font ?? box.font,
      size,
      leading: own?.leading ?? (own?.size === undefined ? (box.leading ?? size * 1.5) : size * 1.5),
      before: line.before,
      required: line.required,
    };
  });
}
