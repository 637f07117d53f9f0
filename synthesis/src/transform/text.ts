/** Pieces of program text: the rewrites print what they made, and the checker reads it back. */
import { printExpr, printSort, printStmt, type Bound, type Expr, type Stmt } from '@maat/spec-lang';

export function stmtTexts(stmts: readonly Stmt[]): readonly string[] {
  return stmts.map((s) => printStmt(s));
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
  const distinct = conjuncts.filter((c, i) => conjuncts.indexOf(c) === i);
  return distinct.length === 0 ? 'true' : distinct.map(bracket).join(' /\\ ');
}

export function anyOf(disjuncts: readonly string[]): string {
  return disjuncts.length === 0 ? 'false' : disjuncts.map(bracket).join(' \\/ ');
}

function bracket(text: string): string {
  return /^[\w.[\]~]+$/.test(text) ? text : `(${text})`;
}

export function exprText(expr: Expr): string {
  return printExpr(expr);
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
