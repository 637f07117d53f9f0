/** What a service's signature says of an input's parameters, as a predicate: whoever brings the input asks it. */
import { mapChildren, substituteSort, type Action, type Expr, type Sort } from '@maat/spec-lang';
import { Terms } from './expressions.js';
import { localName } from './names.js';
import type { Scribe } from './scribe.js';
import { typeOf } from './sorts.js';

/** `allowed: (args) => { … }` with the process first, or nothing where all is allowed. */
export function allowedText(
  { kind, parameters, where }: Action,
  by: ReadonlyMap<string, Sort>,
  scribe: Scribe,
): string {
  if (kind !== 'input' || where === undefined) return '';
  const condition = new Terms(scribe, { fields: new Set() }).read(inSorts(where, by));
  const used = parameters.map((p) => new RegExp(`\\b${localName(p.name)}\\b`).test(condition));
  const names = parameters.map((p, i) => (used[i] === true ? localName(p.name) : ''));
  const types = parameters.map((p) => typeOf(substituteSort(p.sort, by), scribe));
  const args = scribe
    .cast('args', `readonly [${types.join(', ')}]`)
    .replace(' as ', ' as unknown as ');
  return `, allowed: (args${scribe.colon(scribe.useType('Args'))}) => { const [${names.join(', ')}] = ${args}; return ${condition}; }`;
}

function inSorts(expr: Expr, by: ReadonlyMap<string, Sort>): Expr {
  const inner = mapChildren(expr, (child) => inSorts(child, by));
  const sort = substituteSort(inner.sort, by);
  const resorted = { ...inner, sort } as Expr;
  if (resorted.kind !== 'quantified' && resorted.kind !== 'comprehension') return resorted;
  const variable = { ...resorted.variable, sort: substituteSort(resorted.variable.sort, by) };
  return { ...resorted, variable };
}
