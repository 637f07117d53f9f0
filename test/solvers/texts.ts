// Queries that solvers are tried on, small and large.
import type { Goal, Query, Settings } from '@maat/verifier';

export const SETTINGS: Settings = {
  options: { 'smt.mbqi': 'false' },
  rlimit: 0,
  timeoutMs: 20_000,
  seed: 0,
};

export function settings(change: Partial<Settings>): Settings {
  return { ...SETTINGS, ...change };
}

export function query(prelude: string, ...goals: readonly (string | Goal)[]): Query {
  return {
    name: 'tried',
    prelude,
    goals: goals.map((g, i) => (typeof g === 'string' ? { name: `goal ${i + 1}`, text: g } : g)),
  };
}

/** Something with quantifiers, whose goals are decided by its trigger. */
export const GROWS = `
(declare-fun f (Int) Int)
(declare-const a Int)
(assert (forall ((x Int)) (! (> (f x) x) :pattern ((f x)))))`;

export const UNSAT = '(assert (< (f a) a))';
export const ALSO_UNSAT = '(assert (< (f (f a)) a))';
/** Without models for quantifiers nobody can tell. */
export const OPEN = '(assert (> (f a) (+ a 5)))';

/** More pigeons than holes: true, and out of reach of resolution for more than a dozen. */
export function pigeons(holes: number): string {
  const at = (pigeon: number, hole: number): string => `p_${pigeon}_${hole}`;
  const all = [...Array(holes + 1).keys()];
  const places = [...Array(holes).keys()];
  const lines = all.flatMap((p) => places.map((h) => `(declare-const ${at(p, h)} Bool)`));
  for (const p of all) lines.push(`(assert (or ${places.map((h) => at(p, h)).join(' ')}))`);
  for (const h of places)
    for (const p of all)
      for (const q of all.slice(0, p)) lines.push(`(assert (not (and ${at(p, h)} ${at(q, h)})))`);
  return lines.join('\n');
}

/** At least so many bytes of harmless declarations; short lines are slower to read than long ones. */
export function longText(bytes: number, padding = 0): string {
  const line = (i: number): string => `(declare-const ${'n'.repeat(padding)}_${i} Int)`;
  const lines = ['(declare-const n Int)'];
  for (let length = 0, i = 0; length < bytes; i++) {
    lines.push(line(i));
    length += line(i).length + 1;
  }
  return lines.join('\n');
}
