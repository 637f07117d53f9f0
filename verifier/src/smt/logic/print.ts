/** Terms as SMT-LIB 2.6 text. Closed parts that come again are bound once by `let`. */
import type { Fn, LogicSort, Term } from './term.js';
import { childrenOf } from './walk.js';

export function declarationText(fn: Fn): string {
  return `(declare-fun ${symbol(fn.name)} (${fn.args.map(sortText).join(' ')}) ${sortText(fn.result)})`;
}

export function sortDeclaration(sort: LogicSort): string {
  return `(declare-sort ${symbol(sort)} 0)`;
}

export function assertion(formula: Term, name?: string): string {
  const text = termText(formula);
  return name === undefined ? `(assert ${text})` : `(assert (! ${text} :named ${symbol(name)}))`;
}

export function termText(term: Term): string {
  const shared = sharedParts(term);
  const names = new Map<Term, string>();
  const bindings: string[] = [];
  for (const part of shared) {
    const text = write(part, names);
    const name = `?${String(names.size)}`;
    names.set(part, name);
    bindings.push(`(let ((${name} ${text}))`);
  }
  return `${bindings.join(' ')}${bindings.length > 0 ? ' ' : ''}${write(term, names)}${')'.repeat(bindings.length)}`;
}

function write(term: Term, names: ReadonlyMap<Term, string>): string {
  const name = names.get(term);
  if (name !== undefined) return name;
  switch (term.kind) {
    case 'truth':
      return String(term.value);
    case 'numeral':
      return number(term.value, term.sort);
    case 'variable':
      return symbol(term.name);
    case 'application':
      return term.args.length === 0
        ? symbol(term.fn.name)
        : `(${symbol(term.fn.name)} ${term.args.map((a) => write(a, names)).join(' ')})`;
    case 'builtin':
      return `(${term.op} ${term.args.map((a) => write(a, names)).join(' ')})`;
    case 'quantifier': {
      const variables = term.variables.map((v) => `(${symbol(v.name)} ${sortText(v.sort)})`);
      const patterns = term.patterns.map(
        (p) => ` :pattern (${p.map((t) => write(t, names)).join(' ')})`,
      );
      const body = write(term.body, names);
      const inner = patterns.length === 0 ? body : `(! ${body}${patterns.join('')})`;
      return `(${term.quantifier} (${variables.join(' ')}) ${inner})`;
    }
  }
}

function number(value: number, sort: LogicSort): string {
  const digits = `${String(Math.abs(value))}${sort === 'Real' ? '.0' : ''}`;
  return value < 0 ? `(- ${digits})` : digits;
}

/** Closed compound parts that occur more than once, inner ones first. */
function sharedParts(term: Term): readonly Term[] {
  const seen = new Map<Term, { times: number; readonly closed: boolean }>();
  const order: Term[] = [];
  const visit = (t: Term): boolean => {
    const known = seen.get(t);
    if (known !== undefined) {
      known.times++;
      return known.closed;
    }
    const closed = childrenOf(t).map(visit).every(Boolean) && t.kind !== 'variable';
    seen.set(t, { times: 1, closed });
    order.push(t);
    return closed;
  };
  visit(term);
  return order.filter((t) => {
    const about = seen.get(t);
    return about !== undefined && about.closed && about.times > 1 && childrenOf(t).length > 0;
  });
}

const SIMPLE = /^[A-Za-z~!@$%^&*_+=<>.?/-][0-9A-Za-z~!@$%^&*_+=<>.?/-]*$/;

/** A symbol as it is, or between bars. */
export function symbol(name: string): string {
  return SIMPLE.test(name) ? name : `|${name.replaceAll(/[|\\]/g, '_')}|`;
}

export function sortText(sort: LogicSort): string {
  return symbol(sort);
}
