/** Declarations made from the syntax tree. */
import type {
  AstAction,
  AstBinding,
  AstDefinition,
  AstExpr,
  AstFormal,
  AstState,
  AstTypeUnit,
  AstUnionCase,
  AstUnit,
  Name,
} from '../../syntax/ast.js';
import { sortText, type Declaration, type DeclarationKind } from './declaration.js';
import type { TypeEntry } from './env.js';

export type NamedUnit = Exclude<AstUnit, { kind: 'import' | 'type' | 'let' }>;

type Rest = Partial<Pick<Declaration, 'owner' | 'doc' | 'sort'>>;

export function declared(
  kind: DeclarationKind,
  name: Name,
  detail: string,
  { owner = '', doc = '', sort }: Rest = {},
): Declaration {
  const base = { kind, name: name.text, span: name.span, owner, doc, detail };
  return sort === undefined ? base : { ...base, sort };
}

export function boundOf(
  kind: DeclarationKind,
  { name, sort }: AstBinding,
  owner: string,
  doc = '',
): Declaration {
  return declared(kind, name, `${name.text}: ${sortText(sort)}`, { owner, doc, sort });
}

export function stateOf(s: AstState, owner: string): Declaration {
  const ghost = s.ghost ? 'ghost ' : '';
  const detail = `${ghost}${s.name.text}: ${sortText(s.sort)}`;
  return declared('state', s.name, detail, { owner, doc: s.doc, sort: s.sort });
}

export function actionOf(a: AstAction, owner: string, doc = ''): Declaration {
  return declared('action', a.name, `${a.kind} ${a.name.text}${parametersText(a)}`, { owner, doc });
}

function parametersText({ parameters }: AstAction): string {
  if (parameters.length === 0) return '';
  const shown = parameters.map((p) =>
    p.kind === 'binding'
      ? `${p.binding.name.text}: ${sortText(p.binding.sort)}`
      : `const ${termText(p.value)}`,
  );
  return `(${shown.join(', ')})`;
}

function termText(e: AstExpr): string {
  if (e.kind === 'name') return e.name;
  return e.kind === 'number' || e.kind === 'bool' ? String(e.value) : '…';
}

export function definitionOf(d: AstDefinition, owner: string): Declaration {
  const parameters = d.parameters.map((p) => `${p.name.text}: ${sortText(p.sort)}`).join(', ');
  const head = d.parameters.length === 0 ? '' : `(${parameters})`;
  const detail = `let ${d.name.text}${head}: ${sortText(d.result)}`;
  return declared('definition', d.name, detail, { owner, doc: d.doc, sort: d.result });
}

export function formalOf(f: AstFormal, owner: string): Declaration {
  return f.kind === 'typeFormal'
    ? declared('typeParameter', f.name, `${f.name.text}: type`, { owner })
    : declared('parameter', f.name, `${f.name.text}: ${sortText(f.sort)}`, { owner, sort: f.sort });
}

export function typeOf(t: AstTypeUnit, owner: string): TypeEntry {
  const name = t.name.text;
  const body = t.definition;
  const entry = (
    detail: string,
    values: TypeEntry['values'],
    fields: TypeEntry['fields'],
  ): TypeEntry => ({
    declaration: declared('type', t.name, `type ${name}${detail}`, { owner }),
    values,
    fields,
  });
  switch (body?.kind) {
    case undefined:
      return entry('', [], []);
    case 'enumeration': {
      const values = body.values.map((v) =>
        declared('value', v, `${v.text}: ${name}`, { owner: name }),
      );
      return entry(` = enumeration of ${body.values.map((v) => v.text).join(', ')}`, values, []);
    }
    case 'tupleOf': {
      const fields = body.fields.map((f) => boundOf('field', f, name));
      return entry(` = tuple of ${fields.map((f) => f.detail).join(', ')}`, [], fields);
    }
    case 'unionOf':
      return entry(
        ` = union of ${body.cases.map(caseText).join(', ')}`,
        ...casesOf(body.cases, name),
      );
    case 'alias':
      return entry(` = ${sortText(body.sort)}`, [], []);
  }
}

/** The header of a layer is a union named Header. */
export function headerOf(cases: readonly AstUnionCase[], layer: Name): TypeEntry {
  const [values, fields] = casesOf(cases, 'Header');
  const declaration = declared(
    'type',
    { text: 'Header', span: layer.span },
    'the header of the layer',
    {
      owner: layer.text,
    },
  );
  return { declaration, values, fields };
}

function casesOf(
  cases: readonly AstUnionCase[],
  union: string,
): [readonly Declaration[], readonly Declaration[]] {
  return [
    cases.map((c) => declared('case', c.tag, `${caseText(c)}: ${union}`, { owner: union })),
    // `a: T` has one field of the case's own name: the case stands for both.
    cases.flatMap((c) =>
      c.fields
        .filter((f) => f.name.span.start !== c.tag.span.start)
        .map((f) => boundOf('field', f, union)),
    ),
  ];
}

function caseText(c: AstUnionCase): string {
  if (c.fields.length === 0) return c.tag.text;
  return `${c.tag.text}(${c.fields.map((f) => `${f.name.text}: ${sortText(f.sort)}`).join(', ')})`;
}

export function unitOf(ast: NamedUnit): Declaration | undefined {
  if (ast.name === undefined) return undefined;
  const composed = ast.kind === 'automaton' && ast.components.length > 0;
  const kind = composed ? 'composition' : ast.kind;
  return declared(kind, ast.name, unitText(ast), { doc: ast.doc });
}

function unitText(ast: NamedUnit): string {
  const name = ast.name?.text ?? '';
  switch (ast.kind) {
    case 'automaton': {
      const parent = ast.parent === undefined ? '' : ` extends ${ast.parent.name.text}`;
      return `automaton ${name}${formalsText(ast.formals)}${parent}`;
    }
    case 'layer':
      return `layer ${name}${formalsText(ast.formals)} over ${ast.over.name.text} implements ${ast.implements.name.text}`;
    case 'invariant':
      return `invariant ${name} of ${ast.of.text}`;
    case 'picture':
      return `picture ${name} of ${ast.of.text}`;
    case 'simulation':
      return `${ast.direction} simulation ${name} from ${ast.from.text} to ${ast.to.text}`;
    case 'derivation':
      return `derivation ${name} from ${ast.from.text} to ${ast.to.text} = ${ast.steps.map((s) => s.name.text).join('; ')}`;
    case 'stack':
      return `stack ${name} = ${ast.layers.map((l) => l.text).join(' over ')}`;
  }
}

function formalsText(formals: readonly AstFormal[]): string {
  if (formals.length === 0) return '';
  const shown = formals.map(
    (f) => `${f.name.text}: ${f.kind === 'typeFormal' ? 'type' : sortText(f.sort)}`,
  );
  return `(${shown.join(', ')})`;
}
