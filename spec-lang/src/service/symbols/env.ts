/** Which declaration a name means at one place; inner scopes come first. */
import type { Declaration } from './declaration.js';

/** A type with what it brings along. */
export interface TypeEntry {
  readonly declaration: Declaration;
  /** Constants of an enumeration, cases of a union. */
  readonly values: readonly Declaration[];
  /** Of a tuple, or of a union's cases. */
  readonly fields: readonly Declaration[];
}

export interface Env {
  readonly outer: Env | undefined;
  readonly terms: ReadonlyMap<string, Declaration>;
  readonly types: ReadonlyMap<string, TypeEntry>;
}

export const EMPTY: Env = { outer: undefined, terms: new Map(), types: new Map() };

/** Of two terms of one name the first counts. */
export function withTerms(outer: Env, terms: readonly Declaration[]): Env {
  if (terms.length === 0) return outer;
  const named = new Map([...terms].reverse().map((d) => [d.name, d]));
  return { outer, terms: named, types: EMPTY.types };
}

export function withTypes(outer: Env, types: readonly TypeEntry[]): Env {
  if (types.length === 0) return outer;
  return { outer, terms: EMPTY.terms, types: new Map(types.map((t) => [t.declaration.name, t])) };
}

export function termIn(env: Env | undefined, name: string): Declaration | undefined {
  for (let at = env; at !== undefined; at = at.outer) {
    const found = at.terms.get(name);
    if (found !== undefined) return found;
  }
  return undefined;
}

export function typeIn(env: Env | undefined, name: string): TypeEntry | undefined {
  for (let at = env; at !== undefined; at = at.outer) {
    const found = at.types.get(name);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Constants and cases of this name among the types in scope, the nearest type first. */
export function valuesIn(
  env: Env | undefined,
  name: string,
): readonly { readonly type: TypeEntry; readonly value: Declaration }[] {
  return typesIn(env).flatMap((type) =>
    type.values.filter((v) => v.name === name).map((value) => ({ type, value })),
  );
}

export function typesIn(env: Env | undefined): readonly TypeEntry[] {
  const found = new Map<string, TypeEntry>();
  for (let at = env; at !== undefined; at = at.outer)
    for (const [name, type] of at.types) if (!found.has(name)) found.set(name, type);
  return [...found.values()];
}

export function termsIn(env: Env | undefined): ReadonlyMap<string, Declaration> {
  const found = new Map<string, Declaration>();
  for (let at = env; at !== undefined; at = at.outer)
    for (const [name, term] of at.terms) if (!found.has(name)) found.set(name, term);
  return found;
}
