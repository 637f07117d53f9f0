/** The finite scope in which something is run: as text, as a value, and what to begin with. */
import {
  elementNames,
  ENDLESS_SORTS,
  hasErrors,
  parseScope,
  scopeValueText,
  uninterpretedSorts,
  type Automaton,
  type Diagnostic,
  type Scope,
} from '@maat/spec-lang';

export type ScopeRead =
  | { readonly kind: 'scope'; readonly scope: Scope; readonly text: string }
  | { readonly kind: 'refused'; readonly message: string };

/** Elements of a sort that the text leaves out. */
const USUAL_SIZE = 2;
const LARGEST_SORT = 100;
const NUMBERS = ['nat', 'int'];

/** Reads `Proc=3,N=4`; what is left out gets the usual size, and is in the text that is given back. */
export function readScope(automaton: Automaton, text: string): ScopeRead {
  const { value, diagnostics } = parseScope(text, automaton.parameters);
  if (hasErrors(diagnostics)) return refused(diagnostics);
  const sorts = uninterpretedSorts(automaton);
  const complaint = complain(text, sorts, automaton);
  if (complaint !== undefined) return { kind: 'refused', message: complaint };
  const missing = sorts
    .filter((sort) => !value.sorts.has(sort))
    .map((sort) => [sort, elementNames(sort, USUAL_SIZE)] as const);
  const values = automaton.parameters.values
    .filter((p) => !value.values.has(p.name) && NUMBERS.includes(p.sort.kind))
    .map((p) => [p.name, USUAL_SIZE] as const);
  const scope = {
    sorts: new Map([...value.sorts, ...missing]),
    values: new Map([...value.values, ...values]),
  };
  return { kind: 'scope', scope, text: scopeText(scope) };
}

export function scopeText(scope: Scope): string {
  const sorts = [...scope.sorts].map(([name, elements]) => `${name}=${elements.length}`);
  const values = [...scope.values]
    .filter(([name]) => !scope.sorts.has(name))
    .map(([name, value]) => `${name}=${scopeValueText(value)}`);
  return [...sorts, ...values].join(',');
}

function refused(diagnostics: readonly Diagnostic[]): ScopeRead {
  return { kind: 'refused', message: diagnostics.map((d) => d.message).join('; ') };
}

function complain(text: string, sorts: readonly string[], about: Automaton): string | undefined {
  const known = [...sorts, ...about.parameters.values.map((v) => v.name), ...ENDLESS_SORTS];
  for (const piece of text.split(',').filter((p) => p.includes('='))) {
    const [name = '', size = ''] = piece.split('=').map((p) => p.trim());
    if (!known.includes(name)) return `${about.name} has no sort and no parameter ${name}`;
    const sized = sorts.includes(name) || ENDLESS_SORTS.includes(name);
    if (sized && !isSize(size)) return `the size of ${name} is a number from 1 to ${LARGEST_SORT}`;
  }
  return undefined;
}

function isSize(text: string): boolean {
  return /^\d+$/.test(text) && Number(text) >= 1 && Number(text) <= LARGEST_SORT;
}
