/** A derivation as the panel shows it: plain data, so that it can come from a worker. */
import { innerStmts, printExpr, type Handler, type Stmt } from '@maat/spec-lang';
import { automatonNamed, type Derivative, type DerivedStep } from '@maat/synthesis';
import { diffOf, type SectionDiff } from './diff.js';
import { layerSections, sectionsOf, type Section } from './pieces.js';

export interface DerivedView {
  readonly kind: 'derived';
  readonly name: string;
  readonly service: string;
  /** The text that the service is in, and where it stands there. */
  readonly serviceFile: string;
  /** The service's extension by a log, where it had none: what stands below the service's own text. */
  readonly extension: string;
  readonly steps: readonly StepView[];
  readonly layer: string;
  readonly file: string;
}

export interface StepView {
  /** What was done: the name of the transformation; of the last, `layer`. */
  readonly transformation: string;
  readonly about: string;
  readonly before: string;
  readonly after: string;
  readonly file: string;
  readonly text: string;
  readonly diff: readonly SectionDiff[];
  readonly relation: RelationView | undefined;
  readonly obligations: readonly ObligationView[];
}

export interface RelationView {
  readonly name: string;
  readonly doc: string;
  readonly conjuncts: readonly { readonly name: string; readonly text: string }[];
}

export interface ObligationView {
  readonly name: string;
  readonly what: string;
}

const ABOUT: Readonly<Record<DerivedStep['transformation'], string>> = {
  replicate: 'the one log becomes a copy at each process; who holds the token writes the next slot',
  faultTolerant: 'one copy a process, void when the view changes; the token travels in a box',
  messagePassing: 'updates, token and requests become packets of the service below',
};

export function derivedView(made: Derivative): DerivedView {
  const { form, steps, layer, derivation, logged } = made;
  const own = logged?.program.units.find((u) => u.name === derivation.from);
  return {
    kind: 'derived',
    name: derivation.name,
    service: form.service.name,
    serviceFile: own?.file ?? form.service.file,
    extension: logged?.text.replace(/^import .*$/gm, '') ?? '',
    steps: [...steps.map((s, i) => stepView(made, s, i)), lastView(made)],
    layer: layer.layer.name,
    file: layer.file,
  };
}

function stepView({ form, steps }: Derivative, step: DerivedStep, i: number): StepView {
  const old = steps[i - 1];
  const before = old === undefined ? form.service : automatonNamed(old.program, old.automaton);
  const after = automatonNamed(step.program, step.automaton);
  const { relation, transformation, file, text, obligations } = step;
  return {
    transformation,
    about: ABOUT[transformation],
    before: before.name,
    after: after.name,
    file,
    text,
    diff: diffOf(sectionsOf(before), sectionsOf(after)),
    relation: {
      name: relation.name,
      doc: relation.doc,
      conjuncts: relation.relation.map((c) => ({ name: c.name, text: printExpr(c.condition) })),
    },
    obligations: obligations.map(({ name, what }) => ({ name, what })),
  };
}

/** The message program beside the handlers: each clause stands at the handler that carries it out. */
function lastView(made: Derivative): StepView {
  const { layer, file, text } = made.layer;
  const { messages, layer: telling } = made.handlers;
  const program = automatonNamed(messages.program, messages.automaton);
  const after = layerSections(layer, (h) => toldBy(h, telling.handlers));
  return {
    transformation: 'layer',
    about: `the clauses become event handlers over ${layer.over.service}, one layer at each process`,
    before: program.name,
    after: layer.name,
    file,
    text,
    diff: diffOf(renamed(sectionsOf(program), after), after),
    relation: undefined,
    obligations: [],
  };
}

/** The first steps that a handler takes of the program before; the layer's own form does not say them. */
function toldBy(handler: Handler, telling: readonly Handler[]): readonly string[] {
  const { trigger } = handler;
  if (trigger.kind === 'above' || (trigger.kind === 'below' && trigger.header === undefined))
    return [trigger.action];
  const twin = telling.find((h) => sameTrigger(h, handler));
  return (twin?.eff ?? []).flatMap(fires);
}

function sameTrigger({ trigger: a }: Handler, { trigger: b }: Handler): boolean {
  if (a.kind !== 'below' || b.kind !== 'below') return false;
  return a.action === b.action && a.header?.tag === b.header?.tag;
}

function fires(stmt: Stmt): readonly string[] {
  return stmt.kind === 'fire' ? [stmt.action] : innerStmts(stmt).flatMap(fires);
}

/** Gives each clause the key of the handler that begins with it. */
function renamed(before: readonly Section[], after: readonly Section[]): readonly Section[] {
  return before.map((section) => {
    const twin = after.find((s) => s.key.split(' ')[0] === section.key.split(' ')[0]);
    return twin === undefined ? section : { ...section, key: twin.key };
  });
}
