/** For a service that nothing is derived from yet: the derivation that could be written, or why there is none. */
import { check, hasErrors, type Automaton, type Program, type Source } from '@maat/spec-lang';
import { recognise } from '@maat/synthesis';
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
  const { value: program, diagnostics } = check(source, loaderFor(desk, shelf));
  if (hasErrors(diagnostics)) return [];
  const derived = program.units.flatMap((u) => (u.kind === 'derivation' ? [u.from] : []));
  return program.units.flatMap((u) =>
    u.kind === 'automaton' && u.file === file && !derived.includes(u.name)
      ? [offerFor(program, u)]
      : [],
  );
}

function offerFor(program: Program, service: Automaton): Offer {
  const globals = perView(service);
  const logs = globals.filter((v) => v.seq).map((v) => v.name);
  const others = globals.filter((v) => !v.seq).map((v) => v.name);
  const tries = logs.flatMap((log) => [[log], ...others.map((o) => [log, o]), [log, ...others]]);
  const fitting = tries.find(
    (names) => recognise(program, service.name, names).value !== undefined,
  );
  if (fitting === undefined)
    return { kind: 'none', service: service.name, why: why(program, service, tries[0] ?? []) };
  const name = `Total${service.name}`;
  const steps = `replicate(${fitting.join(', ')}); faultTolerant; messagePassing`;
  const text = `derivation ${name} from ${service.name} to ${name} = ${steps}\n`;
  return { kind: 'offer', service: service.name, name, text };
}

function why(program: Program, { name }: Automaton, globals: readonly string[]): readonly string[] {
  return recognise(program, name, globals).diagnostics.map((d) => d.message);
}

/** Variables with one value for each view, which can be replicated; those that are logs among them. */
function perView({ states, parameters }: Automaton): readonly { name: string; seq: boolean }[] {
  const view = parameters.types[1];
  return states.flatMap(({ name, sort, ghost }) => {
    if (ghost || sort.kind !== 'array' || sort.index.length !== 1) return [];
    const [index] = sort.index;
    if (index?.kind !== 'uninterpreted' || index.name !== view) return [];
    return [{ name, seq: sort.of.kind === 'seq' }];
  });
}
