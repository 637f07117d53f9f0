/** Pieces of program text: the rewrites print what they made, and the checker reads it back. */
import { printExpr, printSort, printStmt, type Bound, type Expr, type Stmt } from '@maat/spec-lang';
import { bare, isMarked, within } from '../marks.js';
import { fromService } from './origin.js';

export function stmtTexts(stmts: readonly Stmt[]): readonly string[] {
  return stmts.map((s) => fromService(s.span, stmtText(s)));
}

/** Statements inside of others are marked for themselves. */
function stmtText(stmt: Stmt): string {
  if (stmt.kind === 'while') return whileText(exprText(stmt.condition), stmtTexts(stmt.body));
  if (stmt.kind !== 'if') return printStmt(stmt);
  const branches = stmt.branches.map(
    (b) => `${exprText(b.condition)} then ${sequence(stmtTexts(b.body))}`,
  );
  const otherwise =
    stmt.otherwise.length === 0 ? '' : ` else ${sequence(stmtTexts(stmt.otherwise))}`;
  return `if ${branches.join(' elseif ')}${otherwise} fi`;
}

export function sequence(stmts: readonly string[]): string {
  return stmts.join(';\n');
}

export function ifText(condition: string, then: readonly string[]): string {
  return `if ${condition} then ${sequence(then)} fi`;
}

export function whileText(condition: string, body: readonly string[]): string {
  return `while ${condition} do ${sequence(body)} od`;
}

/** The first branch whose condition holds. */
export function chooseText(branches: readonly (readonly [string, readonly string[]])[]): string {
  const texts = branches.map(([condition, body]) => `${condition} then ${sequence(body)}`);
  return `if ${texts.join(' elseif ')} fi`;
}

/** Each conjunct in brackets where it needs them. */
export function allOf(conjuncts: readonly string[]): string {
  // Of two that say the same, one that knows where it comes from.
  const distinct = new Map<string, string>();
  for (const c of conjuncts) if (!isMarked(distinct.get(bare(c)) ?? '')) distinct.set(bare(c), c);
  return distinct.size === 0 ? 'true' : [...distinct.values()].map(bracket).join(' /\\ ');
}

export function anyOf(disjuncts: readonly string[]): string {
  return disjuncts.length === 0 ? 'false' : disjuncts.map(bracket).join(' \\/ ');
}

function bracket(text: string): string {
  if (/^[\w.[\]~]+$/.test(bare(text))) return text;
  // What is read has the brackets in its place.
  return within(text, (inner) => `(${inner})`);
}

export function exprText(expr: Expr): string {
  return fromService(expr.span, printExpr(expr));
}

export function boundText(bounds: readonly Bound[]): string {
  return bounds.map((b) => `${b.name}: ${printSort(b.sort)}`).join(', ');
}

/** A block of comment lines. */
export function comment(text: string): string {
  return text
    .split('\n')
    .map((line) => `% ${line}`.trimEnd())
    .join('\n');
}
