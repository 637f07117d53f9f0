/** An expression that somebody types to be evaluated in states: checked as if it stood in a claim of the text. */
import {
  check,
  freshName,
  hasErrors,
  showValue,
  SpecError,
  type Diagnostic,
  type Expr,
  type Instance,
  type Loader,
  type Source,
  type State,
  type Value,
} from '@maat/spec-lang';
import type { Refused } from '../spec/instance.js';

export interface Expression {
  readonly kind: 'expression';
  readonly expr: Expr;
  /** The elements of the scope that it names. */
  readonly locals: ReadonlyMap<string, Value>;
}

/** What an expression is in a state, or why it is nothing there. */
export interface Valued {
  readonly text: string;
  readonly isDefined: boolean;
}

/** Over the state of the instance, whose automaton stands in the text. */
export function readExpression(
  source: Source,
  load: Loader,
  { scope, automaton: { name: unit } }: Instance,
  typed: string,
): Expression | Refused {
  const elements = namedElements(scope.sorts, typed);
  const claim = freshName('Typed', new Set(source.text.match(/\w+/g)));
  const binders = elements.map(({ name, sort }) => `\\A ${name}: ${sort} (`).join('');
  const head = `${source.text}\ninvariant ${claim} of ${unit}: ${binders}(\n`;
  const text = `${head}${typed}\n) = (\n${typed}\n)${')'.repeat(elements.length)}\n`;
  const { value, diagnostics } = check({ file: source.file, text }, load);
  if (hasErrors(diagnostics)) return refusal(diagnostics, source.file, head.length);
  const made = value.units.find((u) => u.kind === 'invariant' && u.name === claim);
  const expr = made?.kind === 'invariant' ? leftOf(made.condition) : undefined;
  if (expr === undefined) return refuse('This is no expression.');
  return { kind: 'expression', expr, locals: new Map(elements.map((e) => [e.name, e.name])) };
}

export function valueIn(instance: Instance, { expr, locals }: Expression, state: State): Valued {
  try {
    const value = instance.evaluate(expr, state, locals);
    return { text: showValue(value, expr.sort), isDefined: true };
  } catch (error) {
    if (!(error instanceof SpecError)) throw error;
    return { text: error.diagnostics.map((d) => d.message).join('; '), isDefined: false };
  }
}

interface Element {
  readonly name: string;
  readonly sort: string;
}

/** Elements have no names in the language: those that are typed are bound around the expression. */
function namedElements(
  sorts: ReadonlyMap<string, readonly string[]>,
  typed: string,
): readonly Element[] {
  const words = new Set(typed.match(/[A-Za-z]\w*/g));
  return [...sorts].flatMap(([sort, names]) =>
    names.filter((name) => words.has(name)).map((name) => ({ name, sort })),
  );
}

function leftOf(condition: Expr): Expr | undefined {
  if (condition.kind === 'quantified') return leftOf(condition.body);
  return condition.kind === 'apply' ? condition.args[0] : undefined;
}

/** What is wrong with it, or else with the text around it. */
function refusal(diagnostics: readonly Diagnostic[], file: string, start: number): Refused {
  const errors = diagnostics.filter((d) => d.severity === 'error');
  const own = errors.find((d) => d.span.file === file && d.span.end >= start);
  return refuse(own?.message ?? 'The text has errors; they are under Problems.');
}

function refuse(message: string): Refused {
  return { kind: 'refused', message, diagnostics: [] };
}
