/** Runs a derivation: from a service, by the named steps, to a layer, with all that is made on the way. */
import {
  diagnostic,
  type Derivation,
  type DerivationStep,
  type Diagnostic,
  type Loader,
  type Program,
} from '@maat/spec-lang';
import { begin, benchFor } from './begin.js';
import { importsFor } from './transform/imports.js';
import { loaderOf } from './transform/elaborate.js';
import { withoutTerm } from './transform/fold-term.js';
import { faultTolerant } from './transform/fault-tolerant.js';
import type { NormalForm } from './transform/normal-form.js';
import { layerOf, messagePassing } from './transform/message-passing.js';
import { handlersOf } from './transform/handlers.js';
import type { Logged } from './transform/logged.js';
import { replicate } from './transform/replicate.js';
import type {
  Derived,
  DerivedHandlers,
  DerivedLayer,
  DerivedStep,
  Result,
} from './transform/step.js';

export interface Derivative {
  readonly derivation: Derivation;
  /** The service with a log, where it had none. */
  readonly logged?: Logged;
  /** The service as the steps saw it. */
  readonly form: NormalForm;
  readonly steps: readonly DerivedStep[];
  readonly layer: DerivedLayer;
  readonly handlers: DerivedHandlers;
  /** Finds what the derived texts import. */
  readonly load: Loader;
}

/** `load` finds what the derivation's file imports; the derived files stand beside that file. */
export function derive(program: Program, derivation: Derivation, load: Loader): Result<Derivative> {
  const misplaced = outOfOrder(derivation.steps);
  if (misplaced !== undefined) return { value: undefined, diagnostics: [misplaced] };
  const bench = benchFor(program, load);
  const { begun, recognised } = begin(
    program,
    derivation.from,
    derivation.steps[0]?.args ?? [],
    bench,
  );
  if (recognised.value === undefined)
    return { value: undefined, diagnostics: recognised.diagnostics };
  const imports = importsFor(begun.program, recognised.value.service.file);
  const first = replicate(recognised.value, derivation.to, imports, bench);
  const second = faultTolerant(first, derivation.to, bench);
  const third = messagePassing(second, derivation.to, bench);
  const layer = layerOf(third, derivation.to, `import "svs.ioa"\n${imports}`, bench);
  const handlers = handlersOf(third, derivation.to, bench);
  const steps = [first, second, third].map((d: Derived) => d.step);
  return {
    value: {
      derivation,
      ...(begun.logged === undefined ? {} : { logged: begun.logged }),
      form: recognised.value,
      steps,
      layer,
      handlers,
      load: loaderOf(bench),
    },
    diagnostics: [...recognised.diagnostics, ...foldsWithoutTerm(recognised.value)],
  };
}

function foldsWithoutTerm(form: NormalForm): readonly Diagnostic[] {
  const stmt = withoutTerm(form);
  if (stmt === undefined) return [];
  const message = `the new value is no term of the old one and the entry, because of this ${stmt.kind}: the step is derived, but its relation does not say what the log does, and is not proved without bounds`;
  return [diagnostic('W0801', stmt.span, message)];
}

const ORDER = ['replicate', 'faultTolerant', 'messagePassing'];

function outOfOrder(steps: readonly DerivationStep[]): Diagnostic | undefined {
  const wrong = steps.find((s, i) => s.transformation !== ORDER[i]);
  const missing = ORDER[steps.length];
  if (wrong !== undefined) {
    const message = `${wrong.transformation} cannot stand here: the steps are ${ORDER.join(', ')}, in this order`;
    return diagnostic('E0810', wrong.span, message);
  }
  const last = steps.at(-1);
  if (missing === undefined || last === undefined) return undefined;
  return diagnostic('E0810', last.span, `after this step ${missing} is missing`);
}
