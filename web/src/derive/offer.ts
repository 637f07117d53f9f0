/** For a service that nothing is derived from yet: the derivation that could be written, or why there is none. */
import {
  check,
  hasErrors,
  type Automaton,
  type Loader,
  type Program,
  type Source,
} from '@maat/spec-lang';
import { derivable } from '@maat/synthesis';
import { loaderFor, type Shelf } from '../spec/workspace.js';

export type Offer =
  | {
      readonly kind: 'offer';
      readonly service: string;
      readonly name: string;
      readonly text: string;
    }
  | { readonly kind: 'none'; readonly service: string; readonly why: readonly string[] };

/** One for each service of the file that no derivation of the file begins with. */
export function offersFor(desk: readonly Source[], shelf: Shelf, file: string): readonly Offer[] {
  const source = desk.find((d) => d.file === file);
  if (source === undefined) return [];
  const load = loaderFor(desk, shelf);
  const { value: program, diagnostics } = check(source, load);
  if (hasErrors(diagnostics)) return [];
  const derived = program.units.flatMap((u) => (u.kind === 'derivation' ? [u.from] : []));
  return program.units.flatMap((u) =>
    u.kind === 'automaton' && u.file === file && !derived.includes(u.name)
      ? [offerFor(program, u, load)]
      : [],
  );
}

function offerFor(program: Program, service: Automaton, load: Loader): Offer {
  const tries = choicesOf(service);
  const found = (names: readonly string[]): ReturnType<typeof derivable> =>
    derivable(program, service.name, names, load);
  const fitting = tries.find((names) => found(names).value !== undefined);
  if (fitting === undefined) {
    const why = found(tries[0] ?? []).diagnostics.map((d) => d.message);
    return { kind: 'none', service: service.name, why };
  }
  const name = `Total${service.name}`;
  const steps = `replicate(${fitting.join(', ')}); faultTolerant; messagePassing`;
  const text = `derivation ${name} from ${service.name} to ${name} = ${steps}\n`;
  return { kind: 'offer', service: service.name, name, text };
}

/** What could be replicated: a log alone, with one value or with all; else the service's own values, to which a log is added. */
function choicesOf(service: Automaton): readonly (readonly string[])[] {
  const globals = perView(service);
  const logs = globals.filter((v) => v.seq).map((v) => v.name);
  const others = globals.filter((v) => !v.seq).map((v) => v.name);
  const withLogs = logs.flatMap((log) => [[log], ...others.map((o) => [log, o]), [log, ...others]]);
  const own = globals.filter((v) => !v.seq && v.file === service.file).map((v) => v.name);
  const valuesAlone = own.length === 0 ? [] : [own, ...own.map((o) => [o])];
  return [...withLogs, ...valuesAlone];
}

interface PerView {
  readonly name: string;
  readonly seq: boolean;
  readonly file: string;
}

/** Variables with one value for each view, which can be replicated; those that are logs among them. */
function perView({ states, parameters }: Automaton): readonly PerView[] {
  const view = parameters.types[1];
  return states.flatMap(({ name, sort, ghost, span }) => {
    if (ghost || sort.kind !== 'array' || sort.index.length !== 1) return [];
    const [index] = sort.index;
    if (index?.kind !== 'uninterpreted' || index.name !== view) return [];
    return [{ name, seq: sort.of.kind === 'seq', file: span.file }];
  });
}
