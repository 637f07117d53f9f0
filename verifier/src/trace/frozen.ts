/** Conjuncts of a guard that only the process itself can change, by what they read. */
import { children } from '@maat/spec-lang';
import type { Expr, Guard, Transition } from '@maat/spec-lang';
import { isLocal } from './writers.js';
import type { Writers } from './writers.js';

export interface FrozenGuard {
  readonly guard: Guard;
  /** The variables of which it reads the process's own elements. */
  readonly reads: readonly string[];
}

export function frozenGuards(transition: Transition, writers: Writers): readonly FrozenGuard[] {
  const { kind, locals, where, parameters, pre } = transition;
  if (kind === 'input' || locals.length > 0 || where !== undefined) return [];
  return pre.flatMap((guard) => {
    const reader = new Reader(parameters[0]?.name, writers);
    return reader.isFrozen(guard.condition) ? [{ guard, reads: [...reader.reads] }] : [];
  });
}

/** Notes on its way which elements of the process are read. */
class Reader {
  readonly reads = new Set<string>();
  private readonly own: string | undefined;
  private readonly writers: Writers;

  constructor(own: string | undefined, writers: Writers) {
    this.own = own;
    this.writers = writers;
  }

  isFrozen(expr: Expr): boolean {
    switch (expr.kind) {
      case 'literal':
      case 'local':
        return true;
      case 'state':
        return this.writers.isConstant(expr.name);
      case 'quantified':
      case 'comprehension':
        return false;
      case 'apply':
        if (expr.op === 'index') return this.isFrozenElement(expr.args);
        return this.areFrozen(children(expr));
      case 'call':
      case 'if':
      case 'tuple':
      case 'select':
      case 'inject':
        return this.areFrozen(children(expr));
    }
  }

  private areFrozen(parts: readonly Expr[]): boolean {
    return parts.every((part) => this.isFrozen(part));
  }

  private isFrozenElement([of, ...index]: readonly Expr[]): boolean {
    if (of === undefined || !this.areFrozen(index)) return false;
    if (of.sort.kind === 'seq' && this.isGrowing(of)) return true;
    if (of.kind !== 'state' || of.sort.kind !== 'array') return this.isFrozen(of);
    return this.writers.isConstant(of.name) || this.isOwn(of.name, index);
  }

  private isOwn(variable: string, index: readonly Expr[]): boolean {
    const owned = index.some(
      (i, position) => isLocal(i, this.own) && this.writers.isOwnedAt(variable, position),
    );
    if (owned) this.reads.add(variable);
    return owned;
  }

  /** A sequence that only grows, at a place that stays the same: its positions stay what they are. */
  private isGrowing(expr: Expr): boolean {
    if (expr.kind === 'state') return this.writers.isAppendOnly(expr.name);
    if (expr.kind !== 'apply' || expr.op !== 'index') return false;
    const [of, ...index] = expr.args;
    return of?.kind === 'state' && this.writers.isAppendOnly(of.name) && this.areFrozen(index);
  }
}
