/** Effects as text. */
import { exprDoc, binder, withinDoc } from './print-expr.js';
import { PLAIN, type Surface } from './print-hints.js';
import {
  align,
  concat,
  group,
  hardline,
  join,
  line,
  listed,
  nest,
  render,
  type Doc,
} from './print-layout.js';
import { printSort } from './print-sort.js';
import { BOOL, type Sort } from './sort.js';
import { placeSort } from './place.js';
import type { Choose, Emit, ForStmt, IfStmt, Stmt, Target } from './stmt.js';

export function printStmt(stmt: Stmt, surface: Surface = PLAIN): string {
  return render(stmtDoc(stmt, surface));
}

export function stmtsDoc(stmts: readonly Stmt[], surface: Surface): Doc {
  return join(
    stmts.map((s) => stmtDoc(s, surface)),
    ';',
    hardline,
  );
}

function stmtDoc(stmt: Stmt, surface: Surface): Doc {
  switch (stmt.kind) {
    case 'assign': {
      const value = exprDoc(stmt.value, placeSort(stmt.target), surface);
      return group(targetDoc(stmt.target, surface), ' :=', nest(concat(line, value)));
    }
    case 'choose':
      return concat(
        targetDoc(stmt.target, surface),
        ' := ',
        chooseDoc(stmt, placeSort(stmt.target), surface),
      );
    case 'if':
      return ifDoc(stmt, surface);
    case 'for':
      return forDoc(stmt, surface);
    case 'while':
      return group(
        'while ',
        exprDoc(stmt.condition, BOOL, surface),
        ' do',
        block(stmt.body, surface),
        line,
        'od',
      );
    case 'emit':
      return emitDoc(stmt, surface);
    case 'fire':
      return concat('fire ', invocation(stmt.action, stmt.args, surface));
  }
}

function targetDoc(target: Target, surface: Surface): Doc {
  const steps = target.path.map((step) =>
    step.kind === 'field'
      ? `.${step.name}`
      : concat(
          '[',
          join(
            step.index.map((i) => exprDoc(i, i.sort, surface)),
            ', ',
          ),
          ']',
        ),
  );
  return concat(target.name, ...steps);
}

/** `choose x where P`; the variable's sort only where it is not the place's. */
export function chooseDoc(
  choice: Pick<Choose, 'variable' | 'where'>,
  place: Sort,
  surface: Surface,
): Doc {
  const { name, sort } = choice.variable;
  const typed = printSort(sort) === printSort(place) ? name : `${name}: ${printSort(sort)}`;
  if (choice.where === undefined) return `choose ${typed}`;
  return group(
    `choose ${typed}`,
    nest(concat(line, 'where ', exprDoc(choice.where, BOOL, surface))),
  );
}

/** `a(x, y)`, or `a` for no arguments. */
export function invocation(action: string, args: Emit['args'], surface: Surface): Doc {
  if (args.length === 0) return action;
  return listed(
    `${action}(`,
    args.map((arg) => exprDoc(arg, arg.sort, surface)),
    ')',
  );
}

function block(body: readonly Stmt[], surface: Surface): Doc {
  if (body.length === 0) return '';
  const separator = body.length > 1 ? hardline : line;
  return nest(concat(separator, stmtsDoc(body, surface)));
}

function ifDoc(stmt: IfStmt, surface: Surface): Doc {
  const branches = stmt.branches.map(({ condition, body }, i) =>
    concat(
      i === 0 ? 'if ' : concat(line, 'elseif '),
      align(exprDoc(condition, BOOL, surface)),
      ' then',
      block(body, surface),
    ),
  );
  const otherwise =
    stmt.otherwise.length === 0 ? '' : concat(line, 'else', block(stmt.otherwise, surface));
  return group(...branches, otherwise, line, 'fi');
}

function forDoc(stmt: ForStmt, surface: Surface): Doc {
  return group(forHead(stmt, surface), block(stmt.body, surface), line, 'od');
}

/** `for x: T \\in S where P do`. */
export function forHead(
  loop: Pick<ForStmt, 'variable' | 'within' | 'where'>,
  surface: Surface,
): Doc {
  const range = binder(loop, surface, (within) => withinDoc(loop, within, surface));
  const where =
    loop.where === undefined ? '' : concat(' where ', align(exprDoc(loop.where, BOOL, surface)));
  return concat('for ', range, where, ' do');
}

/** A body that is there is written as itself: the place of the packet wraps it. */
function emitDoc(stmt: Emit, surface: Surface): Doc {
  const args = stmt.to === 'above' ? stmt.args : stmt.args.map((arg) => body(arg, surface));
  const header =
    stmt.header === undefined
      ? ''
      : concat(line, 'with ', exprDoc(stmt.header, stmt.header.sort, surface));
  return group(`emit ${stmt.to} `, nest(concat(invocation(stmt.action, args, surface), header)));
}

function body(arg: Emit['args'][number], surface: Surface): Emit['args'][number] {
  const [inner] = arg.kind === 'apply' && arg.op === 'embed' ? arg.args : [];
  return inner !== undefined &&
    surface.message !== undefined &&
    printSort(inner.sort) === surface.message
    ? inner
    : arg;
}
