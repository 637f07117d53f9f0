/** What a derivation begins with: the service in the normal form, with a log where it has none that will do. */
import {
  diagnostic,
  type Automaton,
  type Checked,
  type Diagnostic,
  type Loader,
  type Program,
  type Source,
  type Span,
} from '@maat/spec-lang';
import type { Bench } from './transform/elaborate.js';
import { baseName, importsFor } from './transform/imports.js';
import { areValues, lacksLog, logged, type Logged } from './transform/logged.js';
import type { NormalForm } from './transform/normal-form.js';
import { recognise } from './transform/recognise.js';

interface Begun {
  readonly program: Program;
  readonly service: string;
  readonly globals: readonly string[];
  readonly logged?: Logged;
}

export interface Beginning {
  readonly begun: Begun;
  readonly recognised: Recognised;
}

type Recognised = Checked<NormalForm | undefined>;

/** Whether the values of the service can be replicated, and what is in the way. `load` finds what the service's file imports. */
export function derivable(
  program: Program,
  service: string,
  globals: readonly string[],
  load: Loader,
): Recognised {
  return begin(program, service, globals, benchFor(program, load)).recognised;
}

/** The derived files stand beside the program's. */
export function benchFor(program: Program, load: Loader): Bench {
  return { load, beside: program.file, written: new Map<string, Source>() };
}

/**
 * Where no replicated variable is a log, the service is extended by one. So it is where what looks like a log does not tell of
 * all that happens to the other values: then it is a value as they are.
 */
export function begin(
  program: Program,
  from: string,
  globals: readonly string[],
  bench: Bench,
): Beginning {
  const service = program.units.find((u) => u.name === from);
  const own = { program, service: from, globals };
  const recognised = (begun: Begun): Beginning =>
    recognising(begun, service ?? { kind: 'none', file: program.file });
  const addition = (): Begun | undefined =>
    service?.kind === 'automaton' ? withLog(program, service, globals, bench) : undefined;
  if (service?.kind === 'automaton' && lacksLog(service, globals))
    return recognised(addition() ?? own);
  const first = recognised(own);
  if (first.recognised.value !== undefined || globals.length < 2) return first;
  const added = addition();
  const second = added === undefined ? first : recognised(added);
  return second.recognised.value === undefined ? refused(first, second) : warned(second, first);
}

type Origin = Program['units'][number] | { readonly kind: 'none'; readonly file: string };

function recognising(begun: Begun, origin: Origin): Beginning {
  const { program, service, globals, logged: added } = begun;
  const found = recognise(program, service, globals, added?.log);
  const { value, diagnostics } = underItsName(found, origin.file);
  const placed = added === undefined ? diagnostics : diagnostics.map(placedIn(added, origin));
  return { begun, recognised: { value, diagnostics: placed } };
}

/** What is said of a clause in the extension is said of the clause that it extends: nobody has seen the other. */
function placedIn(added: Logged, origin: Origin): (d: Diagnostic) => Diagnostic {
  if (origin.kind !== 'automaton') return (d) => d;
  const extension = added.program.units.find((u) => u.name === added.automaton);
  const clauses = extension?.kind === 'automaton' ? extension.transitions : [];
  return (d) => {
    if (d.span.file !== added.file) return d;
    const inside = clauses.find(
      ({ span }) =>
        span.file === added.file && span.start <= d.span.start && d.span.end <= span.end,
    );
    const clause = origin.transitions.find((t) => t.action === inside?.action);
    return { ...d, span: (clause ?? origin).span };
  };
}

/** The service's file was read again, beside the text that adds the log, and may go by another name there. */
function underItsName({ value, diagnostics }: Recognised, file: string): Recognised {
  const isTheFile = (span: Span): boolean => baseName(span.file) === baseName(file);
  return {
    value,
    diagnostics: diagnostics.map((d) =>
      isTheFile(d.span) ? { ...d, span: { ...d.span, file } } : d,
    ),
  };
}

/** What the author can mend: why the service's own sequence does not do, and what would still be wrong if a log were added. */
function refused(first: Beginning, second: Beginning): Beginning {
  const said = first.recognised.diagnostics;
  const more = second.recognised.diagnostics
    .filter((d) => d.span.file !== second.begun.logged?.file)
    .filter((d) => !said.some((s) => s.code === d.code && sameSpan(s.span, d.span)))
    .map((d) => ({ ...d, message: `with a log of its own added, too: ${d.message}` }));
  return { ...first, recognised: { value: undefined, diagnostics: [...said, ...more] } };
}

function sameSpan(a: Span, b: Span): boolean {
  return a.file === b.file && a.start === b.start && a.end === b.end;
}

/** Why the author's sequence does not do as the log, at the place where that was seen. */
function warned(second: Beginning, first: Beginning): Beginning {
  const reasons = first.recognised.diagnostics.map((d) =>
    diagnostic(
      'W0802',
      d.span,
      `a log is added, since none of the service's own will do: ${d.message}`,
    ),
  );
  const { value, diagnostics } = second.recognised;
  return { ...second, recognised: { value, diagnostics: [...diagnostics, ...reasons] } };
}

function withLog(
  program: Program,
  service: Automaton,
  globals: readonly string[],
  bench: Bench,
): Begun | undefined {
  if (!areValues(service, globals)) return undefined;
  const made = logged(program, service, globals, importsFor(program, service.file), bench);
  if (made === undefined) return undefined;
  return { program: made.program, service: made.automaton, globals: made.globals, logged: made };
}
