/** All units of a program by name, elaborated when first asked for, so that their order does not matter. */
import type { AstFile, AstUnit, Name } from '../syntax/ast.js';
import type { Automaton, Unit } from '../ir/program.js';
import type { Env, Known } from './env.js';
import { elaborateAutomaton } from './elaborate/automaton.js';
import { elaborateInvariant, elaborateSimulation } from './elaborate/claims.js';
import { elaborateComposition } from './elaborate/composition.js';
import { elaborateDerivation } from './elaborate/derivation.js';
import { elaboratePicture } from './elaborate/pictures.js';
import { elaborateStack } from './elaborate/stack.js';
import { elaborateLayer } from './layers/layer.js';
import { meaningOf } from './meaning.js';
import type { Span } from '../text/span.js';
import type { Report } from './report.js';
import type { Scope } from './resolve/scope.js';

type NamedUnit = Exclude<AstUnit, { kind: 'import' | 'type' | 'let' }>;

interface Entry {
  readonly ast: NamedUnit;
  readonly file: string;
  readonly scope: Scope;
  state: 'new' | 'busy' | Known;
}

export class Units {
  readonly #report: Report;
  readonly #entries = new Map<string, Entry>();
  readonly #unreadableNames = new Set<string>();
  /** Composing takes long, and each claim about a composition asks for it. */
  readonly #meanings = new Map<string, Automaton>();

  constructor(report: Report) {
    this.#report = report;
  }

  addFile(file: AstFile, scope: Scope): void {
    for (const ast of file.units)
      if (ast.kind !== 'import' && ast.kind !== 'type' && ast.kind !== 'let')
        this.#add(ast, file.file, scope);
    for (const name of file.unreadable) this.#unreadableNames.add(name);
  }

  /** Elaborates what has not been yet; the sound ones, in the order of declaration. */
  all(): readonly Unit[] {
    const known = [...this.#entries.keys()].map((name) => this.#find(name));
    return known.flatMap((k) => (typeof k === 'object' && k.sound ? [k.unit] : []));
  }

  /** Elaborates the unit that stands at this place, if one does. */
  elaborateAt(file: string, offset: number): void {
    for (const [key, { ast, file: of }] of this.#entries)
      if (of === file && ast.span.start <= offset && offset <= ast.span.end) this.#find(key);
  }

  /** Of a unit without errors. */
  meaningOf(name: string): Automaton {
    const known = this.#meanings.get(name) ?? meaningOf(name, (n) => this.#unitOf(n));
    this.#meanings.set(name, known);
    return known;
  }

  #add(ast: NamedUnit, file: string, scope: Scope): void {
    const name = ast.name ?? this.#nameFor(ast);
    const key = keyOf(ast, name.text);
    const before = this.#entries.get(key);
    if (before !== undefined) {
      const span = before.ast.name?.span ?? before.ast.span;
      this.#report.add('E0203', name.span, `there is a unit ${name.text} already`, {
        related: [{ span, message: 'first declared here' }],
      });
      return;
    }
    this.#entries.set(key, { ast, file, scope, state: 'new' });
  }

  /** Claims and pictures may be written without a name. */
  #nameFor(ast: NamedUnit): Name {
    const base =
      ast.kind === 'simulation'
        ? `${ast.from.text}_to_${ast.to.text}`
        : ast.kind === 'invariant' || ast.kind === 'picture'
          ? `${ast.of.text}_${ast.kind}`
          : ast.kind;
    let n = 1;
    while (this.#entries.has(n === 1 ? base : `${base}${n}`)) n += 1;
    return { text: n === 1 ? base : `${base}${n}`, span: ast.span };
  }

  #find(name: string): ReturnType<Env['find']> {
    const entry = this.#entries.get(name) ?? this.#entries.get(derivationKey(name));
    if (entry === undefined) return this.#unreadableNames.has(name) ? 'broken' : 'unknown';
    if (entry.state === 'busy') return 'circular';
    if (entry.state !== 'new') return entry.state;
    entry.state = 'busy';
    const known = elaborate(entry.ast, name, this.#envOf(entry));
    const whole = known.sound && !this.#unreadable(entry.ast.span);
    entry.state = { ...known, sound: whole };
    return entry.state;
  }

  #envOf(entry: Entry): Env {
    return {
      report: this.#report,
      file: entry.file,
      scope: entry.scope,
      names: [...this.#entries].map(([key, e]) => e.ast.name?.text ?? key),
      find: (name) => this.#find(name),
      meaningOf: (n) => this.meaningOf(n),
    };
  }

  /** Did the parser leave out a part of it? Then what remains is not what was meant. */
  #unreadable(unit: Span): boolean {
    return this.#report.diagnostics.some(
      ({ code, span }) =>
        code.startsWith('E01') &&
        span.file === unit.file &&
        span.start >= unit.start &&
        span.end <= unit.end,
    );
  }

  #unitOf(name: string): Unit | undefined {
    const known = this.#find(name);
    return typeof known === 'object' && known.sound ? known.unit : undefined;
  }
}

/** A derivation and the layer that it makes may have one name: where a layer is wanted, that is found first. */
function keyOf(ast: NamedUnit, name: string): string {
  return ast.kind === 'derivation' ? derivationKey(name) : name;
}

function derivationKey(name: string): string {
  return `derivation ${name}`;
}

function elaborate(ast: NamedUnit, name: string, env: Env): Known {
  switch (ast.kind) {
    case 'automaton':
      return ast.components.length > 0
        ? elaborateComposition(ast, env)
        : elaborateAutomaton(ast, env);
    case 'invariant':
      return elaborateInvariant(ast, name, env);
    case 'picture':
      return elaboratePicture(ast, name, env);
    case 'simulation':
      return elaborateSimulation(ast, name, env);
    case 'layer':
      return elaborateLayer(ast, env);
    case 'derivation':
      return elaborateDerivation(ast, env);
    case 'stack':
      return elaborateStack(ast, env);
  }
}
