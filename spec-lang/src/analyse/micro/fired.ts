/**
 * What a layer's handlers `fire`, as the witness of a simulation: for each step that fires something,
 * a proof clause whose conditions and arguments are told of the state before the step.
 */
import type { Expr } from '../../ir/expr.js';
import { substatements } from '../../ir/fold.js';
import type { Automaton, Fire, ProofClause, Simulation, Transition } from '../../ir/program.js';
import { put } from '../../ir/put.js';
import { rewriteExpr } from '../../ir/rewrite.js';
import type { Assign, Choose, IfStmt, Stmt } from '../../ir/stmt.js';
import { conjunction } from '../infer/terms.js';
import { Unsteppable } from './pieces.js';

/** What no proof clause says of a step is what the handlers fire in it. */
export function toldBy(
  simulation: Simulation,
  stepped: Automaton,
  abstract: Automaton,
): Simulation {
  const shown = abstract.signature.flatMap((a) => (a.kind === 'internal' ? [] : [a.name]));
  return { ...simulation, proof: [...simulation.proof, ...firedBy(stepped, new Set(shown))] };
}

/** `shown`: what the implemented service shows; such a step stands for itself first. */
function firedBy(stepped: Automaton, shown: ReadonlySet<string>): readonly ProofClause[] {
  const several = (t: Transition): boolean =>
    stepped.transitions.filter((other) => other.action === t.action).length > 1;
  return stepped.transitions
    .filter((t) => fires(t.eff))
    .map((t) => clauseOf(t, shown.has(t.action), several(t)));
}

function clauseOf(t: Transition, isShown: boolean, isOneOfSeveral: boolean): ProofClause {
  const own = t.parameters.map((b): Expr => ({ kind: 'local', ...b, span: t.span }));
  const itself: Fire = { kind: 'fire', action: t.action, args: own };
  const before = new Values(new Map());
  const where = isOneOfSeveral
    ? conjunction(t.pre.map((g) => before.read(g.condition, g.span)))
    : undefined;
  const { fire } = run(t.eff, before);
  return {
    action: t.action,
    parameters: t.parameters,
    ...(where ? { where } : {}),
    fire: isShown ? [itself, ...fire] : fire,
    span: t.span,
  };
}

function fires(stmts: readonly Stmt[]): boolean {
  return stmts.some((s) => [...substatements(s)].some((inner) => inner.kind === 'fire'));
}

interface Walked {
  readonly fire: readonly Fire[];
  readonly values: Values;
}

function run(stmts: readonly Stmt[], values: Values): Walked {
  const fire: Fire[] = [];
  let now = values;
  for (const stmt of stmts) {
    const after = runOne(stmt, now);
    fire.push(...after.fire);
    now = after.values;
  }
  return { fire, values: now };
}

function runOne(stmt: Stmt, values: Values): Walked {
  switch (stmt.kind) {
    case 'assign':
    case 'choose':
      return { fire: [], values: values.after(stmt) };
    case 'if':
      return branch(stmt.branches, stmt, values);
    case 'fire': {
      const args = stmt.args.map((a) => values.read(a, stmt.span));
      return { fire: [{ kind: 'fire', action: stmt.action, args }], values };
    }
    case 'for':
    case 'while':
      if (fires([stmt])) throw new Unsteppable(stmt.span, 'a loop that fires in one step');
      return { fire: [], values: values.afterLoop(stmt) };
    case 'emit':
      throw new TypeError('what is said below has been heard');
  }
}

function branch(branches: IfStmt['branches'], stmt: IfStmt, values: Values): Walked {
  const [first, ...rest] = branches;
  if (first === undefined) return run(stmt.otherwise, values);
  const [yes, no] = [run(first.body, values), branch(rest, stmt, values)];
  if (yes.values === values && no.values === values && yes.fire.length + no.fire.length === 0)
    return { fire: [], values };
  const condition = values.read(first.condition, stmt.span);
  const choice: Fire = { kind: 'if', condition, then: yes.fire, otherwise: no.fire };
  return {
    fire: yes.fire.length + no.fire.length === 0 ? [] : [choice],
    values: Values.merged(condition, yes.values, no.values),
  };
}

/** What variables are at a place of the effect, in terms of the state before. */
class Values {
  /** Undefined: no term is known. Absent: as before. */
  private readonly changed: ReadonlyMap<string, Expr | undefined>;

  constructor(changed: ReadonlyMap<string, Expr | undefined>) {
    this.changed = changed;
  }

  read(e: Expr, span: Expr['span']): Expr {
    const locals = new Map<string, Expr>();
    for (const [key, value] of this.changed)
      if (key.startsWith(LOCAL) && value !== undefined) locals.set(key.slice(LOCAL.length), value);
    return rewriteExpr(e, {
      locals,
      state: (v) => {
        const value = this.changed.has(v.name) ? this.changed.get(v.name) : withSide(v);
        if (value === undefined) throw new Unsteppable(span, `a fire that rests on ${v.name}`);
        return value;
      },
    });
  }

  after(stmt: Assign | Choose): Values {
    const { name, scope, sort, path } = stmt.target;
    const key = scope === 'state' ? name : LOCAL + name;
    if (stmt.kind === 'choose') return this.with(key, undefined);
    const place: Expr =
      scope === 'state'
        ? { kind: 'state', name, sort, span: stmt.span }
        : { kind: 'local', name, sort, span: stmt.span };
    if (this.isLost(key)) return this;
    const old = this.read(place, stmt.span);
    const steps = path.map((s) =>
      s.kind === 'at' ? { ...s, index: s.index.map((i) => this.read(i, stmt.span)) } : s,
    );
    return this.with(key, put(old, steps, this.read(stmt.value, stmt.span)));
  }

  /** What a loop makes of its variables is no term. */
  afterLoop(loop: Stmt): Values {
    const written = [...substatements(loop)].flatMap((s) =>
      s.kind === 'assign' || s.kind === 'choose' ? [s.target] : [],
    );
    return written.reduce<Values>(
      (now, t) => now.with(t.scope === 'state' ? t.name : LOCAL + t.name, undefined),
      this,
    );
  }

  static merged(condition: Expr, yes: Values, no: Values): Values {
    const keys = new Set([...yes.changed.keys(), ...no.changed.keys()]);
    const merged = [...keys].map((key): [string, Expr | undefined] => {
      const [a, b] = [yes.valueOf(key, no), no.valueOf(key, yes)];
      if (a === undefined || b === undefined || a === b) return [key, a === b ? a : undefined];
      return [key, { kind: 'if', condition, then: a, else: b, sort: a.sort, span: a.span }];
    });
    return new Values(new Map(merged));
  }

  /** Of what is not changed here: as it was before, with the sort that it has there. */
  private valueOf(key: string, other: Values): Expr | undefined {
    if (this.changed.has(key)) return this.changed.get(key);
    const sample = other.changed.get(key);
    if (sample === undefined) return undefined;
    const { sort, span } = sample;
    return key.startsWith(LOCAL)
      ? { kind: 'local', name: key.slice(LOCAL.length), sort, span }
      : { kind: 'state', name: key, sort, span, side: 'concrete' };
  }

  private isLost(key: string): boolean {
    return this.changed.has(key) && this.changed.get(key) === undefined;
  }

  private with(key: string, value: Expr | undefined): Values {
    return new Values(new Map([...this.changed, [key, value]]));
  }
}

/** Before the names of locals, which may be those of variables. */
const LOCAL = 'local ';

function withSide(v: Expr & { kind: 'state' }): Expr {
  return { ...v, side: 'concrete' };
}
