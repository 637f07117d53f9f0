/**
 * Parameters stand in a handler as the terms that the guards give them. Where the effect changes what such a term
 * reads before it is done with the parameter, the value is held: a loop of one round gives it a name.
 */
import {
  children,
  innerStmts,
  mapExprs,
  printExpr,
  printSort,
  type Bound,
  type Expr,
  type Stmt,
} from '@maat/spec-lang';
import { sequence } from './text.js';

/** The parameters that have to be held. */
export function heldBy(
  eff: readonly Stmt[],
  parameters: readonly Bound[],
  values: ReadonlyMap<string, Expr>,
): readonly Bound[] {
  return parameters.filter(({ name }) => {
    const value = values.get(name);
    if (value === undefined) return false;
    const read = variablesOf(value);
    const changing = eff.findIndex((s) => assignedBy(s).some((v) => read.has(v)));
    if (changing < 0) return false;
    const single = eff[changing]?.kind === 'assign';
    return eff.slice(single ? changing + 1 : changing).some((s) => mentionsIn(s, name));
  });
}

/** What stands for the parameter: its name where it is held, else its value. */
export function shownAs(
  name: string,
  held: readonly Bound[],
  values: ReadonlyMap<string, Expr>,
): Expr | undefined {
  return held.some((b) => b.name === name) ? undefined : values.get(name);
}

export function holding(
  held: readonly Bound[],
  values: ReadonlyMap<string, Expr>,
  body: readonly string[],
): readonly string[] {
  return held.reduceRight<readonly string[]>((inner, { name, sort }) => {
    const value = values.get(name);
    if (value === undefined) throw new Error(`${name} has no value`);
    return [`for ${name}: ${printSort(sort)} in {${printExpr(value)}} do ${sequence(inner)} od`];
  }, body);
}

function variablesOf(e: Expr): ReadonlySet<string> {
  const found = new Set<string>();
  const look = (x: Expr): void => {
    if (x.kind === 'state') found.add(x.name);
    children(x).forEach(look);
  };
  look(e);
  return found;
}

function assignedBy(s: Stmt): readonly string[] {
  return s.kind === 'assign' ? [s.target.name] : innerStmts(s).flatMap(assignedBy);
}

function mentionsIn(s: Stmt, name: string): boolean {
  let found = false;
  const look = (e: Expr): void => {
    if (e.kind === 'local' && e.name === name) found = true;
    children(e).forEach(look);
  };
  mapExprs(s, (e) => {
    look(e);
    return e;
  });
  return found;
}
