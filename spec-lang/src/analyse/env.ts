/** What the elaboration of one unit may use of the others. */
import type { Automaton, Unit } from '../ir/program.js';
import type { Span } from '../text/span.js';
import type { Report } from './report.js';
import type { Scope } from './resolve/scope.js';
import { spellingFix } from './resolve/suggest.js';

/** A unit that was elaborated. One that is not sound is kept to check the others against, and then dropped. */
export interface Known {
  readonly unit: Unit;
  readonly sound: boolean;
  /** What its invariants may name: its parameters, sorts, definitions and variables. */
  readonly scope: Scope;
  /** Which of its formal parameters are types, in the order written. */
  readonly formals: readonly ('type' | 'value')[];
}

export interface Env {
  readonly report: Report;
  readonly file: string;
  /** The sorts and definitions of the file and its imports. */
  readonly scope: Scope;
  readonly names: readonly string[];
  /** Elaborates the unit when it has not been yet; undefined when there is none, or it is in the making. */
  find(name: string): Known | 'unknown' | 'circular' | 'broken';
  /** The automaton that a sound automaton, composition or layer means. */
  meaningOf(name: string): Automaton;
}

export function automatonOf(name: string, env: Env): Automaton | undefined {
  const known = env.find(name);
  return typeof known === 'object' && known.unit.kind === 'automaton' ? known.unit : undefined;
}

/** What a name of this kind of unit stands for; otherwise reports why not. */
export function findKind<K extends Unit['kind']>(
  env: Env,
  name: { readonly text: string; readonly span: Span },
  kinds: readonly K[],
): (Known & { readonly unit: Unit & { readonly kind: K } }) | undefined {
  const found = env.find(name.text);
  if (found === 'broken') return undefined;
  if (found === 'unknown')
    return env.report.add('E0207', name.span, `there is no ${kinds.join(' or ')} ${name.text}`, {
      fixes: spellingFix(name.text, name.span, env.names),
    });
  if (found === 'circular')
    return env.report.add('E0514', name.span, `${name.text} is defined by way of itself`);
  if (isKind(found, kinds)) return found;
  return env.report.add(
    'E0209',
    name.span,
    `${name.text} is ${withArticle(found.unit.kind)}; wanted is ${kinds.map(withArticle).join(' or ')}`,
    {
      related: [{ span: found.unit.span, message: 'declared here' }],
    },
  );
}

function isKind<K extends Unit['kind']>(
  known: Known,
  kinds: readonly K[],
): known is Known & { readonly unit: Unit & { readonly kind: K } } {
  return kinds.some((kind) => kind === known.unit.kind);
}

function withArticle(kind: string): string {
  return `${/^[aeiou]/.test(kind) ? 'an' : 'a'} ${kind}`;
}
