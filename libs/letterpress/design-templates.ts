import type { Design, DesignBox } from './design';
import { DesignError, type DesignIssue } from './design-error';
import { compileTemplate, type CompiledTemplate } from './template';

/** Every template of a design, compiled: `boxes[page][box]` lists the templates of that box in order. */
export interface DesignTemplates {
  texts: Map<string, CompiledTemplate>;
  boxes: CompiledTemplate[][][];
  issues: DesignIssue[];
}

const EMPTY: CompiledTemplate = { render: () => '', fields: [], constant: true };

function sources(box: DesignBox): { path: string; source: string }[] {
  if (box.kind === 'address') {
    return box.lines.map((line, i) => ({ path: `lines.${i}.template`, source: line.template }));
  }
  return [{ path: 'template', source: box.template }];
}

/** Compiles all templates; what does not compile becomes an issue and an empty text. */
export function designTemplates(design: Design): DesignTemplates {
  const issues: DesignIssue[] = [];
  const compile = (path: string, source: string, texts?: Map<string, CompiledTemplate>): CompiledTemplate => {
    try {
      return compileTemplate(source, texts);
    } catch (error) {
      if (!(error instanceof DesignError)) throw error;
      issues.push(...error.issues.map((issue) => ({ ...issue, path })));
      return EMPTY;
    }
  };
  const texts = new Map<string, CompiledTemplate>();
  design.texts.forEach((text, i) => texts.set(text.id, compile(`texts.${i}.value`, text.value)));
  const boxes = design.pages.map((page, p) =>
    page.boxes.map((box, b) =>
      sources(box).map(({ path, source }) => compile(`pages.${p}.boxes.${b}.${path}`, source, texts)),
    ),
  );
  return { texts, boxes, issues };
}

/** List fields the design uses, in order of first use, for column mapping and the preview form. */
export function fieldsOf(design: Design): string[] {
  const fields = new Set<string>();
  for (const template of designTemplates(design).boxes.flat(2)) {
    for (const field of template.fields) fields.add(field);
  }
  for (const field of design.required) fields.add(field);
  return [...fields];
}
