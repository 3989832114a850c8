import Handlebars from 'handlebars';
import { DesignError } from './design-error';
import { HELPERS, type Helper } from './template-helpers';

/**
 * Restricted Handlebars. Only the grammar is Handlebars'; nothing of its run time is used. The parsed tree is
 * checked against an allow-list and turned into closures that see nothing but own string fields of the piece,
 * so a template cannot reach a prototype, call a method, loop, include or write.
 *
 * Allowed: text, comments, `{{field}}`, `{{texts.id}}`, `{{helper value …}}`, `{{#if x}}…{{else}}…{{/if}}`,
 * `{{#unless x}}`, sub-expressions of helpers, string and number literals. `serial` and `seq` are built in.
 */
export const TEMPLATE_LIMITS = { length: 8000, mustaches: 200, depth: 12, output: 6000 } as const;

/** What a template reads while it runs. One object serves a whole print; only the piece changes. */
export interface TemplateScope {
  fields: Readonly<Record<string, string>>;
  serial: string;
  seq: number;
  /** A field the record does not have. */
  missing(field: string): void;
  /** A value a helper could not understand: the helper's word for it. */
  badValue(what: string): void;
}

type Render = (scope: TemplateScope) => string;

export interface CompiledTemplate {
  render: Render;
  /** List fields used, in order of first use; `serial` and `seq` are not among them. */
  fields: readonly string[];
  /** True when the text is the same for every piece. */
  constant: boolean;
}

const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype', 'this', 'texts']);

function refuse(en: string, zh: string, code = 'template-not-allowed'): never {
  throw new DesignError('invalid-template', [{ path: '', code, zh, en }]);
}

function parse(source: string): hbs.AST.Program {
  if (source.length > TEMPLATE_LIMITS.length || source.split('{{').length - 1 > TEMPLATE_LIMITS.mustaches) {
    refuse('The template is too long.', '模板太长，请缩短。', 'template-too-long');
  }
  try {
    return Handlebars.parse(source);
  } catch {
    return refuse(
      'The braces do not pair up or a tag is not closed. Check every {{…}}.',
      '大括号不配对或标签没有闭合，请检查每一处 {{…}}。',
      'template-syntax',
    );
  }
}

/** Turns one parsed template into closures, collecting the fields it needs. */
class TemplateCompiler {
  private readonly fields = new Set<string>();
  private constant = true;

  constructor(private readonly texts: ReadonlyMap<string, CompiledTemplate>) {}

  compile(source: string): CompiledTemplate {
    const render = this.program(parse(source), 0);
    return { render, fields: [...this.fields], constant: this.constant };
  }

  private program(program: hbs.AST.Program, depth: number): Render {
    if (depth > TEMPLATE_LIMITS.depth)
      refuse('The template is nested too deep.', '模板嵌套太深。', 'template-too-deep');
    if (program.blockParams?.length) refuse('Block parameters are not allowed.', '不支持块参数。');
    const parts: Render[] = [];
    for (const statement of program.body) {
      const part = this.statement(statement, depth);
      if (part) parts.push(part);
    }
    if (parts.length === 0) return () => '';
    const [first, second] = parts as [Render, Render | undefined];
    if (!second) return first;
    return (scope) => {
      let text = '';
      for (let i = 0; i < parts.length; i++) text += (parts[i] as Render)(scope);
      return text;
    };
  }

  private statement(statement: hbs.AST.Statement, depth: number): Render | null {
    switch (statement.type) {
      case 'ContentStatement': {
        const { value } = statement as hbs.AST.ContentStatement;
        return value === '' ? null : () => value;
      }
      case 'CommentStatement':
        return null;
      case 'MustacheStatement': {
        const mustache = statement as hbs.AST.MustacheStatement;
        return this.call(mustache.path, mustache.params, mustache.hash, depth);
      }
      case 'BlockStatement':
        return this.block(statement as hbs.AST.BlockStatement, depth);
      default:
        return refuse(
          'Only fields, helpers, if and unless are allowed.',
          '只能使用字段、函数、if 和 unless。',
        );
    }
  }

  private block(block: hbs.AST.BlockStatement, depth: number): Render {
    const name = this.name(block.path);
    if ((name !== 'if' && name !== 'unless') || block.params.length !== 1 || block.hash?.pairs.length) {
      refuse(
        'Only {{#if x}} and {{#unless x}} blocks are allowed.',
        '只能使用 {{#if x}} 和 {{#unless x}} 块。',
      );
    }
    const test = this.value(block.params[0] as hbs.AST.Expression, depth + 1, true);
    const body = block.program ? this.program(block.program, depth + 1) : () => '';
    const other = block.inverse ? this.program(block.inverse, depth + 1) : () => '';
    const [yes, no] = name === 'if' ? [body, other] : [other, body];
    return (scope) => (test(scope).trim() === '' ? no(scope) : yes(scope));
  }

  private call(
    path: hbs.AST.Expression,
    params: hbs.AST.Expression[],
    hash: hbs.AST.Hash | undefined,
    depth: number,
    optional = false,
  ): Render {
    if (depth > TEMPLATE_LIMITS.depth)
      refuse('The template is nested too deep.', '模板嵌套太深。', 'template-too-deep');
    if (hash?.pairs.length) refuse('Named arguments are not allowed.', '不支持命名参数。');
    if (params.length === 0) return this.value(path, depth, optional);
    const name = this.name(path);
    const helper = HELPERS.get(name);
    if (!helper)
      return refuse(`There is no function ${name}.`, `没有名为 ${name} 的函数。`, 'template-unknown-helper');
    if (params.length < helper.least || params.length > helper.most) {
      refuse(
        `${name} takes ${helper.least}–${helper.most} values.`,
        `${name} 需要 ${helper.least}–${helper.most} 个值。`,
      );
    }
    const lenient = name === 'default' || name === 'join';
    return applyHelper(
      helper,
      params.map((param) => this.value(param, depth + 1, optional || lenient)),
    );
  }

  /** An expression as text. `optional`: a field the record lacks counts as empty instead of missing. */
  private value(expression: hbs.AST.Expression, depth: number, optional: boolean): Render {
    switch (expression.type) {
      case 'StringLiteral':
      case 'NumberLiteral': {
        const text = String((expression as hbs.AST.StringLiteral | hbs.AST.NumberLiteral).value);
        return () => text;
      }
      case 'SubExpression': {
        const sub = expression as hbs.AST.SubExpression;
        return this.call(sub.path as hbs.AST.Expression, sub.params, sub.hash, depth + 1, optional);
      }
      case 'PathExpression':
        return this.path(expression as hbs.AST.PathExpression, optional);
      default:
        return refuse('This kind of value is not allowed.', '不支持这种值。');
    }
  }

  private path(path: hbs.AST.PathExpression, optional: boolean): Render {
    const [first, second] = path.parts;
    if (
      !path.data &&
      path.depth === 0 &&
      path.parts.length === 2 &&
      first === 'texts' &&
      second !== undefined
    ) {
      return this.text(second);
    }
    const name = this.name(path);
    if (name === 'serial' || name === 'seq') {
      this.constant = false;
      return name === 'serial' ? (scope) => scope.serial : (scope) => String(scope.seq);
    }
    this.fields.add(name);
    this.constant = false;
    return (scope) => {
      const value = Object.hasOwn(scope.fields, name) ? scope.fields[name] : undefined;
      if (typeof value === 'string') return value;
      if (!optional) scope.missing(name);
      return '';
    };
  }

  private text(id: string): Render {
    const text = this.texts.get(id);
    if (!text) return refuse(`There is no text ${id}.`, `没有名为 ${id} 的文字。`, 'template-unknown-text');
    for (const field of text.fields) this.fields.add(field);
    this.constant &&= text.constant;
    return text.render;
  }

  private name(path: hbs.AST.Expression): string {
    const { type, parts, data, depth } = path as hbs.AST.PathExpression;
    const name =
      type === 'PathExpression' && parts.length === 1 && !data && depth === 0 ? parts[0] : undefined;
    if (name === undefined || FORBIDDEN.has(name)) {
      return refuse('Only plain field names are allowed.', '只能使用简单的字段名。');
    }
    return name;
  }
}

function applyHelper(helper: Helper, values: Render[]): Render {
  return (scope) =>
    helper.apply(
      values.map((value) => value(scope)),
      (what) => scope.badValue(what),
    );
}

/**
 * Compiles a template of the restricted language.
 * @param texts the design's named texts, already compiled; `{{texts.id}}` puts one in. Texts cannot use texts.
 * @throws DesignError (`invalid-template`) with one issue: syntax, something not allowed, too long, too deep.
 */
export function compileTemplate(
  source: string,
  texts: ReadonlyMap<string, CompiledTemplate> = new Map(),
): CompiledTemplate {
  return new TemplateCompiler(texts).compile(source);
}
