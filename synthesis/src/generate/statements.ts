/** Effects as TypeScript: updates in place where the old value is the variable's own. */
import type {
  Assign,
  Choose,
  Expr,
  FireStmt,
  ForStmt,
  PathStep,
  Sort,
  Span,
  Stmt,
  Target,
} from '@maat/spec-lang';
import { assertNever } from '../never.js';
import { key, localName, memberName } from './names.js';
import { declarations, emit, Rounds } from './emits.js';
import { applyTo } from './consuming-operators.js';
import { consumption } from './operator-kinds.js';
import { indexText, type TermWriter } from './term-writer.js';
import { typeOf } from './sorts.js';

export function statements(
  stmts: readonly Stmt[],
  terms: TermWriter,
  ghosts: ReadonlySet<string>,
  rounds?: Rounds,
): string {
  return stmts.map((s) => statement(s, { terms, ghosts, rounds })).join('\n');
}

/** What a statement stands in. */
interface Place {
  readonly terms: TermWriter;
  readonly ghosts: ReadonlySet<string>;
  readonly rounds: Rounds | undefined;
}

function statement(stmt: Stmt, place: Place): string {
  return place.terms.scribe.mark(stmt.span, statementText(stmt, place));
}

function statementText(stmt: Stmt, place: Place): string {
  const { terms, ghosts, rounds } = place;
  const inside = (stmts: readonly Stmt[]): string => statements(stmts, terms, ghosts, rounds);
  switch (stmt.kind) {
    case 'assign':
      return isGhost(stmt.target, ghosts) ? '' : assign(stmt, terms);
    case 'choose':
      return isGhost(stmt.target, ghosts) ? '' : choose(stmt, terms);
    case 'if': {
      const branches = stmt.branches.map(
        (b) => `if (${terms.read(b.condition)}) { ${inside(b.body)} }`,
      );
      const otherwise = stmt.otherwise.length === 0 ? '' : ` else { ${inside(stmt.otherwise)} }`;
      return branches.join(' else ') + otherwise;
    }
    case 'for':
      return loop(stmt, place);
    case 'while':
      return `while (${terms.read(stmt.condition)}) { ${terms.scribe.use('spend')}(${terms.scribe.place(stmt.span)});\n${inside(stmt.body)} }`;
    case 'emit':
      return emit(stmt, terms, rounds);
    case 'fire':
      return fire(stmt, terms);
    default:
      return assertNever(stmt);
  }
}

/** Nothing that runs reads a ghost. */
function isGhost(target: Target, ghosts: ReadonlySet<string>): boolean {
  return target.scope === 'state' && ghosts.has(target.name);
}

function assign(stmt: Assign, terms: TermWriter): string {
  const root = rootOf(stmt.target);
  const { path, sort } = stmt.target;
  const value: MakeValue = (current, of) => newValue(stmt, current, of, terms);
  return `${root} = ${changed(root, sort, path, { span: stmt.span, terms, value }).text};`;
}

function rootOf(target: Target): string {
  return target.scope === 'state' ? `this.${memberName(target.name)}` : localName(target.name);
}

/** A text, and whether it makes use of the place's old value. */
interface Changed {
  readonly text: string;
  readonly usesOld: boolean;
}

type MakeValue = (current: string, sort: Sort) => Changed;

interface Change {
  readonly span: Span;
  readonly terms: TermWriter;
  readonly value: MakeValue;
}

/**
 * The value of a place after the assignment. `current` is a text that may be changed in place;
 * inside `modify` it is the parameter `old`.
 */
function changed(current: string, sort: Sort, path: readonly PathStep[], change: Change): Changed {
  const [step, ...rest] = path;
  if (step === undefined) return change.value(current, sort);
  if (step.kind === 'field') {
    const field = /^\w+$/.test(step.name) ? `.${step.name}` : `[${key(step.name)}]`;
    const inner = changed(`${current}${field}`, fieldSort(sort, step.name), rest, change);
    return { text: `{ ...${current}, ${key(step.name)}: ${inner.text} }`, usesOld: true };
  }
  const at = indexText(step.index, change.terms);
  const place = sort.kind === 'array' ? '' : `, ${change.terms.scribe.place(change.span)}`;
  const old = nextOld(current);
  const inner = changed(old, elementSort(sort), rest, change);
  if (!inner.usesOld) {
    const last = sort.kind === 'seq' ? place : '';
    return { text: `${current}.set(${at}, ${inner.text}${last})`, usesOld: true };
  }
  const body = inner.text.startsWith('{') ? `(${inner.text})` : inner.text;
  return { text: `${current}.modify(${at}, (${old}) => ${body}${place})`, usesOld: true };
}

/** If the value is an operator on the place's own old value, it is applied in place. */
function newValue(stmt: Assign, current: string, sort: Sort, terms: TermWriter): Changed {
  const { value } = stmt;
  const consumes = consumption(value);
  if (consumes !== undefined && sameText(consumes.operand, placeExpr(stmt.target), terms)) {
    return { text: applyTo(current, consumes.expr, terms), usesOld: true };
  }
  if (sort.kind === 'nat' && value.sort.kind === 'int') {
    const place = terms.scribe.place(stmt.span);
    return { text: `${terms.scribe.use('nat')}(${terms.read(value)}, ${place})`, usesOld: false };
  }
  return { text: terms.owned(value), usesOld: false };
}

function sameText(a: Expr, b: Expr, terms: TermWriter): boolean {
  return (
    terms.scribe.withoutPlaces(() => terms.read(a)) ===
    terms.scribe.withoutPlaces(() => terms.read(b))
  );
}

/** The assigned place as a term. */
function placeExpr(target: Target): Expr {
  const span = { file: '', start: 0, end: 0 };
  const root: Expr = {
    kind: target.scope === 'state' ? 'state' : 'local',
    name: target.name,
    sort: target.sort,
    span,
  };
  return target.path.reduce<Expr>((of, step) => {
    if (step.kind === 'field')
      return { kind: 'select', of, field: step.name, sort: fieldSort(of.sort, step.name), span };
    return {
      kind: 'apply',
      op: 'index',
      args: [of, ...step.index],
      sort: elementSort(of.sort),
      span,
    };
  }, root);
}

function fieldSort(sort: Sort, name: string): Sort {
  const fields =
    sort.kind === 'tuple'
      ? sort.fields
      : sort.kind === 'union'
        ? sort.cases.flatMap((c) => c.fields)
        : [];
  const field = fields.find((f) => f.name === name);
  if (field === undefined) throw new TypeError(`no field ${name}`);
  return field.sort;
}

function elementSort(sort: Sort): Sort {
  if (sort.kind === 'map') return sort.to;
  if (sort.kind === 'array' || sort.kind === 'seq') return sort.of;
  throw new TypeError(`a ${sort.kind} has no index`);
}

function nextOld(current: string): string {
  const depth = /^old(\d*)/.exec(current);
  return depth === null ? 'old' : `old${Number(depth[1] === '' ? 1 : depth[1]) + 1}`;
}

function choose(stmt: Choose, terms: TermWriter): string {
  const { variable, where, target, span } = stmt;
  const inner = terms.binding(variable.name);
  const within = where === undefined ? undefined : rangeIn(where, variable.name);
  const type = terms.scribe.colon(typeOf(variable.sort, terms.scribe));
  const condition =
    where === undefined
      ? '() => true'
      : `(${localName(variable.name)}${type}) => ${inner.guard(where)}`;
  const range = terms.range(within, variable.sort, { span });
  const chosen = `${terms.scribe.use('choose')}(${range}, ${condition}, ${terms.scribe.place(span)})`;
  const text = `${terms.scribe.use('share')}(${chosen})`;
  const value: MakeValue = () => ({ text, usesOld: false });
  const root = rootOf(target);
  return `${root} = ${changed(root, target.sort, target.path, { span, terms, value }).text};`;
}

/** The conjunct `x \in S`, if there is one. */
function rangeIn(where: Expr, name: string): Expr | undefined {
  if (where.kind !== 'apply') return undefined;
  const [first, second] = where.args;
  if (where.op === 'and' && first !== undefined && second !== undefined) {
    return rangeIn(first, name) ?? rangeIn(second, name);
  }
  return where.op === 'in' && first?.kind === 'local' && first.name === name ? second : undefined;
}

function loop(stmt: ForStmt, { terms, ghosts, rounds: outer }: Place): string {
  const inner = terms.binding(stmt.variable.name);
  const range = terms.range(stmt.within, stmt.variable.sort, stmt);
  const skip = stmt.where === undefined ? '' : `if (!(${inner.read(stmt.where)})) continue;\n`;
  const rounds = new Rounds(stmt, outer);
  const body = statements(stmt.body, inner, ghosts, rounds);
  return `${declarations(rounds, terms)}for (const ${localName(stmt.variable.name)} of ${range}) { ${skip}${body} }`;
}

function fire(stmt: FireStmt, terms: TermWriter): string {
  return `this.out.fire(${JSON.stringify(stmt.action)}, [${stmt.args.map((a) => terms.owned(a)).join(', ')}]);`;
}
