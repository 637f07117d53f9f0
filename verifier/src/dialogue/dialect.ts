/** How each family of solvers is told the same settings. */
import type { Settings } from '../smt/query.js';

export type Family = 'z3' | 'cvc5';

/** Keys of settings that are meant for cvc5 begin so; all others are z3's. */
const FOR_CVC5 = 'cvc5.';

/**
 * The commands before a prelude. `known`, where given, holds the options that this build of z3
 * has: the settings are written for the newest, and an option steers the search but never changes
 * what `unsat` means, so an older build may do without.
 */
export function preamble(
  family: Family,
  settings: Settings,
  known?: ReadonlySet<string>,
): readonly string[] {
  const pairs = family === 'z3' ? forZ3(settings) : forCvc5(settings);
  const commands = pairs
    .filter(([key]) => known?.has(key) ?? true)
    .map(([key, value]) => `(set-option :${key} ${value})`);
  return family === 'z3' ? commands : [...commands, '(set-logic ALL)'];
}

type Pairs = readonly (readonly [key: string, value: string])[];

function forZ3(settings: Settings): Pairs {
  const own = Object.entries(settings.options).filter(([key]) => !key.startsWith(FOR_CVC5));
  return [
    ['smt.random_seed', `${settings.seed}`],
    ['sat.random_seed', `${settings.seed}`],
    ...own,
    ...limit('rlimit', settings.rlimit),
    ...limit('timeout', settings.timeoutMs),
  ];
}

/** cvc5 counts its resources otherwise than z3, so that a z3 limit means nothing to it. */
function forCvc5(settings: Settings): Pairs {
  const own = Object.entries(settings.options)
    .filter(([key]) => key.startsWith(FOR_CVC5))
    .map(([key, value]) => [key.slice(FOR_CVC5.length), value] as const);
  return [
    ['produce-models', 'true'],
    ['seed', `${settings.seed}`],
    ['sat-random-seed', `${settings.seed}`],
    ...own,
    ...limit('tlimit-per', settings.timeoutMs),
  ];
}

/** Zero and infinity mean that there is no limit, which is what solvers do when they are told none. */
function limit(key: string, value: number): Pairs {
  return value > 0 && Number.isFinite(value) ? [[key, `${Math.ceil(value)}`]] : [];
}
