/** What the units of a text and its imports offer to each other: actions, variables, types. */
import type {
  AstAction,
  AstAutomaton,
  AstDerivation,
  AstFile,
  AstLayer,
  AstSort,
} from '../../syntax/ast.js';
import type { Declaration, Occurrence } from './declaration.js';
import {
  actionOf,
  declared,
  definitionOf,
  headerOf,
  stateOf,
  typeOf,
  unitOf,
  type NamedUnit,
} from './declare.js';
import { EMPTY, withTerms, withTypes, type Env, type TypeEntry } from './env.js';

type Container = AstAutomaton | AstLayer;

export class Members {
  readonly #units = new Map<string, NamedUnit>();
  readonly #derivations = new Map<string, NamedUnit>();
  /** The types and definitions at the top of the files. */
  readonly fileEnv: Env;

  /** Asked for at nearly every name. */
  readonly #known = {
    actions: new Map<string, readonly Declaration[]>(),
    states: new Map<string, readonly Declaration[]>(),
    types: new Map<string, readonly TypeEntry[]>(),
    definitions: new Map<string, readonly Declaration[]>(),
  };

  constructor(files: readonly AstFile[]) {
    const all = files.flatMap((f) => f.units);
    for (const unit of all) {
      if (unit.kind === 'import' || unit.kind === 'type' || unit.kind === 'let') continue;
      const table = unit.kind === 'derivation' ? this.#derivations : this.#units;
      if (unit.name !== undefined && !table.has(unit.name.text)) table.set(unit.name.text, unit);
    }
    const types = all.filter((u) => u.kind === 'type').map((t) => typeOf(t, ''));
    const lets = all.filter((u) => u.kind === 'let').map((d) => definitionOf(d, ''));
    this.fileEnv = withTerms(withTypes(EMPTY, types), lets);
  }

  /** A derivation only when nothing else has the name: it makes a layer of its own name. */
  unit(name: string): NamedUnit | undefined {
    return this.#units.get(name) ?? this.#derivations.get(name);
  }

  units(): readonly NamedUnit[] {
    return [...this.#units.values(), ...this.#derivations.values()];
  }

  /** Units that refer to each other in a circle find nothing of each other. */
  #once<T>(known: Map<string, readonly T[]>, name: string, make: () => readonly T[]): readonly T[] {
    const before = known.get(name);
    if (before !== undefined) return before;
    const made = make();
    known.set(name, made);
    return made;
  }

  unitDeclaration(name: string): Declaration | undefined {
    const unit = this.unit(name);
    return unit && unitOf(unit);
  }

  /** A derivation may have the name of the layer that it makes, so it is not found by name alone. */
  derivationOccurrence(unit: AstDerivation): readonly Occurrence[] {
    const declaration = unitOf(unit);
    return declaration ? [{ declaration, span: declaration.span, role: 'declare' }] : [];
  }

  /** The actions that a unit takes part in, under the names by which others speak of them. */
  actions(name: string, above: readonly string[] = []): readonly Declaration[] {
    return this.#once(this.#known.actions, name, () => this.#actionsOf(name, above));
  }

  #actionsOf(name: string, above: readonly string[]): readonly Declaration[] {
    const unit = this.unit(name);
    if (unit === undefined || above.includes(name)) return [];
    const inner = [...above, name];
    if (unit.kind === 'layer') return this.actions(unit.implements.name.text, inner);
    if (unit.kind === 'derivation') return this.actions(unit.from.text, inner);
    if (unit.kind !== 'automaton') return [];
    const parents = unit.parent === undefined ? [] : this.actions(unit.parent.name.text, inner);
    const parts = unit.components.flatMap((c) => this.actions((c.use?.name ?? c.name).text, inner));
    // An inherited action is the parent's: what the child says of it adds to it.
    return [...parents, ...parts, ...unit.signature.map((a) => actionOf(a, name, docOf(unit, a)))];
  }

  action(unit: string, name: string): Declaration | undefined {
    return this.actions(unit).find((a) => a.name === name);
  }

  states(name: string, above: readonly string[] = []): readonly Declaration[] {
    return this.#once(this.#known.states, name, () => this.#statesOf(name, above));
  }

  #statesOf(name: string, above: readonly string[]): readonly Declaration[] {
    const unit = this.unit(name);
    if (above.includes(name)) return [];
    if (unit?.kind === 'layer') return unit.states.map((s) => stateOf(s, name));
    if (unit?.kind !== 'automaton') return [];
    const parents =
      unit.parent === undefined ? [] : this.states(unit.parent.name.text, [...above, name]);
    return [...unit.states.map((s) => stateOf(s, name)), ...parents];
  }

  /** The types that a unit declares or has from its parent. */
  types(name: string, above: readonly string[] = []): readonly TypeEntry[] {
    return this.#once(this.#known.types, name, () => this.#typesOf(name, above));
  }

  #typesOf(name: string, above: readonly string[]): readonly TypeEntry[] {
    const unit = this.unit(name);
    if (above.includes(name) || (unit?.kind !== 'automaton' && unit?.kind !== 'layer')) return [];
    const inner = [...above, name];
    const inherited =
      unit.kind === 'layer'
        ? [
            ...this.types(unit.over.name.text, inner),
            ...this.types(unit.implements.name.text, inner),
          ]
        : unit.parent === undefined
          ? []
          : this.types(unit.parent.name.text, inner);
    const own = unit.types.map((t) => typeOf(t, name));
    return [
      ...inherited,
      ...own,
      ...(unit.kind === 'layer' ? [headerOf(unit.header, unit.name)] : []),
    ];
  }

  definitions(name: string, above: readonly string[] = []): readonly Declaration[] {
    return this.#once(this.#known.definitions, name, () => this.#definitionsOf(name, above));
  }

  #definitionsOf(name: string, above: readonly string[]): readonly Declaration[] {
    const unit = this.unit(name);
    if (above.includes(name) || (unit?.kind !== 'automaton' && unit?.kind !== 'layer')) return [];
    const parent = unit.kind === 'automaton' ? unit.parent?.name.text : undefined;
    const inherited = parent === undefined ? [] : this.definitions(parent, [...above, name]);
    return [...unit.definitions.map((d) => definitionOf(d, name)), ...inherited];
  }

  components(name: string): readonly Declaration[] {
    const unit = this.unit(name);
    if (unit?.kind !== 'automaton') return [];
    return unit.components.map((c) => {
      const index = c.index.length === 0 ? '' : `[${c.index.map((b) => b.name.text).join(', ')}]`;
      const detail = `${c.name.text}${index}: ${(c.use?.name ?? c.name).text}`;
      return declared('component', c.name, detail, { owner: name });
    });
  }

  component(unit: string, name: string): Declaration | undefined {
    return this.components(unit).find((c) => c.name === name);
  }

  /** The sorts of an action's parameters as its unit writes them. */
  parameterSorts(unit: string, action: string): readonly (AstSort | undefined)[] {
    const declaration = this.action(unit, action);
    const owner = declaration && this.unit(declaration.owner);
    if (owner?.kind !== 'automaton') return [];
    const found = owner.signature.find((a) => a.name.text === action);
    return found?.parameters.map((p) => (p.kind === 'binding' ? p.binding.sort : undefined)) ?? [];
  }

  typeAnywhere(name: string): TypeEntry | undefined {
    for (const unit of this.#units.keys()) {
      const found = this.types(unit).find((t) => t.declaration.name === name);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** The unit that component `component` of composition `name` is one of. */
  componentUnit(name: string, component: string): string | undefined {
    const unit = this.unit(name);
    if (unit?.kind === 'layer' && [unit.name.text, unit.over.name.text].includes(component))
      return component;
    if (unit?.kind !== 'automaton') return undefined;
    const found = unit.components.find((c) => c.name.text === component);
    return found && (found.use?.name ?? found.name).text;
  }

  /** The names that hold everywhere inside of the unit, its formal parameters apart. */
  envInside(unit: Container, outer: Env): Env {
    const name = unit.name.text;
    const typed = withTypes(outer, this.types(name));
    return withTerms(withTerms(typed, this.definitions(name)), this.states(name));
  }
}

/** What is said above the first clause of the action. */
function docOf({ transitions }: AstAutomaton, action: AstAction): string {
  return transitions.find((t) => t.action.text === action.name.text && t.doc !== '')?.doc ?? '';
}
