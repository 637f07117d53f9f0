/** Handlers as methods of the machine. */
import {
  exprsOf,
  freeNames,
  substatements,
  type Bound,
  type Expr,
  type Handler,
  type Stmt,
  type Trigger,
} from '@maat/spec-lang';
import { dispatchMethods } from './dispatch.js';
import { nameAll, type Named } from './handler-names.js';
import { key, localName } from './names.js';
import type { Scribe } from './scribe.js';
import { defaultOf, typeOf } from './sorts.js';
import { statements } from './statements.js';
import type { TermWriter } from './term-writer.js';

export function handlerMethods(terms: TermWriter, ghosts: ReadonlySet<string>): string {
  const named = nameAll(terms.scribe.layer.handlers);
  return [...named.map((n) => method(n, terms, ghosts)), dispatchMethods(named, terms.scribe)].join(
    '\n\n',
  );
}

/** Says whether it took the event. */
function method(
  { handler, method: name }: Named,
  terms: TermWriter,
  ghosts: ReadonlySet<string>,
): string {
  const { scribe } = terms;
  const inner = terms.binding(...boundBy(handler));
  const used = namesUsed(handler, ghosts);
  const fields = headerFields(handler.trigger, scribe).filter((f) => used.has(f.name));
  const pattern = fields.map((f) => fieldPattern(f)).join(', ');
  const body = [
    ...(pattern === '' ? [] : [`const { ${pattern} } = header;`]),
    ...(handler.where === undefined ? [] : [`if (!(${inner.guard(handler.where)})) return false;`]),
    ...handler.locals.map((l) => localText(l, scribe)),
    statements(handler.eff, inner, ghosts),
    'return true;',
  ];
  const parameters = signature(handler.trigger, used, pattern !== '', scribe);
  const text = `${comment(handler, scribe)}\n${name}(${parameters})${scribe.colon('boolean')} {\n${body.join('\n')}\n}`;
  return scribe.mark(handler.span, text);
}

function localText(local: Bound, scribe: Scribe): string {
  return `let ${localName(local.name)}${scribe.colon(typeOf(local.sort, scribe))} = ${defaultOf(local.sort, scribe)};`;
}

/** Names that stand in the text made of a handler; what is assigned to ghosts leaves none. */
function namesUsed(handler: Handler, ghosts: ReadonlySet<string>): ReadonlySet<string> {
  const stmts = handler.eff.flatMap((s) => [...substatements(s)]);
  const written = stmts.filter(
    (s) => !('target' in s && s.target.scope === 'state' && ghosts.has(s.target.name)),
  );
  const exprs = [
    ...written.flatMap(ownExprs),
    ...(handler.where === undefined ? [] : [handler.where]),
  ];
  return new Set(exprs.flatMap((e) => [...freeNames(e)]));
}

/** The expressions of a statement without those of the statements inside it. */
function ownExprs(stmt: Stmt): readonly Expr[] {
  switch (stmt.kind) {
    case 'if':
      return stmt.branches.map((b) => b.condition);
    case 'for':
    case 'while':
      return exprsOf({ ...stmt, body: [] });
    case 'assign':
    case 'choose':
    case 'emit':
    case 'fire':
      return exprsOf(stmt);
  }
}

/** A field of the header under the handler's own name for it. */
interface HeaderField extends Bound {
  readonly field: string;
}

function headerFields(trigger: Trigger, scribe?: Scribe): readonly HeaderField[] {
  if (trigger.kind !== 'below' || trigger.header === undefined) return [];
  const { tag, fields } = trigger.header;
  const declared = scribe?.layer.header.cases.find((c) => c.tag === tag)?.fields;
  return fields.map((f, i) => ({ ...f, field: declared?.[i]?.name ?? f.name }));
}

function fieldPattern(field: HeaderField): string {
  const local = localName(field.name);
  return field.field === local ? local : `${key(field.field)}: ${local}`;
}

function signature(
  trigger: Trigger,
  used: ReadonlySet<string>,
  usesHeader: boolean,
  scribe: Scribe,
): string {
  if (trigger.kind !== 'above' && trigger.kind !== 'below') return '';
  const parameters = trigger.parameters.map((p) => {
    const name = localName(p.name);
    return `${used.has(p.name) ? name : `_${name}`}${scribe.colon(typeOf(p.sort, scribe))}`;
  });
  if (trigger.kind === 'below' && trigger.header !== undefined) {
    const type = scribe.colon(headerCase(trigger.header.tag, scribe));
    parameters.push(`${usesHeader ? 'header' : '_header'}${type}`);
  }
  return parameters.join(', ');
}

function headerCase(tag: string, scribe: Scribe): string {
  return `Extract<${typeOf(scribe.layer.header, scribe)}, { readonly tag: ${JSON.stringify(tag)} }>`;
}

function boundBy({ trigger, locals }: Handler): readonly string[] {
  const own = locals.map((l) => l.name);
  if (trigger.kind !== 'above' && trigger.kind !== 'below') return own;
  return [
    ...own,
    ...trigger.parameters.map((p) => p.name),
    ...headerFields(trigger).map((f) => f.name),
  ];
}

function comment(handler: Handler, scribe: Scribe): string {
  const { trigger, doc } = handler;
  const place = JSON.parse(scribe.place(handler.span)) as string;
  const lines = [
    `${eventText(trigger)} (${place})`,
    ...doc.split('\n').filter((line) => line.trim() !== ''),
  ];
  const safe = lines.map((line) => line.replaceAll('*/', '* /'));
  return safe.length === 1
    ? `/** ${safe.join('')} */`
    : `/**\n${safe.map((line) => ` * ${line}`).join('\n')}\n */`;
}

function eventText(trigger: Trigger): string {
  switch (trigger.kind) {
    case 'above':
      return `on above ${trigger.action}(${names(trigger.parameters)})`;
    case 'below': {
      const header =
        trigger.header === undefined
          ? ''
          : ` with ${trigger.header.tag}(${names(trigger.header.fields)})`;
      return `on below ${trigger.action}(${names(trigger.parameters)})${header}`;
    }
    case 'timer':
      return `on timer ${trigger.name}`;
    case 'start':
      return 'on start';
  }
}

function names(bounds: readonly Bound[]): string {
  return bounds.map((b) => b.name).join(', ');
}
