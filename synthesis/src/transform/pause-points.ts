/** Where the layer's handlers pause, as far as the relation has to know: at what event, and whether an update is being handled. */
import type { Automaton, Expr, Layer, Stmt, Transition, UnionSort } from '@maat/spec-lang';
import type { Names } from './names.js';
import type { Sides } from './relation-group.js';

/** Where a handler may pause. */
export interface HandlerPoint {
  readonly tag: string;
  readonly fields: UnionSort['cases'][number]['fields'];
  /** Between the receipt of an update and the end of what it sets going. */
  readonly busy: boolean;
  /** What is said upwards there; nothing at the head of a loop. */
  readonly says: string | undefined;
}

export function pointsOf(stepped: Automaton, layer: Layer, names: Names): readonly HandlerPoint[] {
  const variable = `${layer.name}.pc`;
  const sort = stepped.states.find((s) => s.name === variable)?.sort;
  const cases = sort?.kind === 'array' && sort.of.kind === 'union' ? sort.of.cases : [];
  const marks = { variable, begin: names.actions.receiveUpdate, end: names.actions.settle };
  const busy = busyTags(stepped, marks);
  return cases.slice(1).map(({ tag, fields }) => {
    const at = stepped.transitions.find((t) => standsAt(t) === tag);
    return {
      tag,
      fields,
      busy: busy.has(tag),
      says: at?.kind === 'output' ? at.action : undefined,
    };
  });
}

/** What the relation is about: the layer, where it may pause, and the names of both automata. */
export interface Handled {
  readonly layer: Layer;
  readonly points: readonly HandlerPoint[];
  readonly sides: Sides;
}

interface Marks {
  readonly variable: string;
  readonly begin: string;
  readonly end: string;
}

/** The points that are reached after the first mark and before the second. */
function busyTags(stepped: Automaton, marks: Marks): ReadonlySet<string> {
  const busy = new Set<string>();
  for (let before = -1; before !== busy.size;) {
    before = busy.size;
    for (const t of stepped.transitions) mark(t.eff, busy.has(standsAt(t) ?? ''), marks, busy);
  }
  return busy;
}

/** Whether the process is busy after the statements. */
function mark(stmts: readonly Stmt[], is: boolean, marks: Marks, found: Set<string>): boolean {
  return stmts.reduce((now, stmt) => {
    switch (stmt.kind) {
      case 'fire':
        return stmt.action === marks.begin || (now && stmt.action !== marks.end);
      case 'assign':
        if (stmt.target.name === marks.variable && stmt.value.kind === 'inject' && now)
          found.add(stmt.value.tag);
        return now;
      case 'if': {
        const ends = [...stmt.branches.map((b) => b.body), stmt.otherwise].map((body) =>
          mark(body, now, marks, found),
        );
        return ends.some((end) => end);
      }
      case 'choose':
      case 'for':
      case 'while':
      case 'emit':
        return now;
    }
  }, is);
}

function standsAt(t: Transition): string | undefined {
  const tags = t.pre.flatMap((g) => tagIn(g.condition));
  return tags[0];
}

function tagIn(e: Expr): readonly string[] {
  if (e.kind !== 'apply') return [];
  const [, tag] = e.args;
  if (e.op === 'hasTag' && tag?.kind === 'literal') return [String(tag.value)];
  return e.op === 'and' ? e.args.flatMap(tagIn) : [];
}
