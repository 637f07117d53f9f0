/**
 * What the parser makes: the text's own structure, names not yet resolved. Operators are kept by
 * their canonical ASCII spelling (`/\`, `\/`, `~`, `=>`, `<=>`, `\in`, `\notin`, `|-`, `-|`, `||`,
 * `\U`, `\I`, `\subseteq`, …) whatever was typed.
 */
import type { Span } from '../text/span.js';
import type { AstPicture } from './ast-picture.js';
import type { AstBinding, AstExpr, AstSort, AstStmt, Base, Name } from './ast-terms.js';

export type { AstDrawn, AstMark, AstPicture, AstPlace, AstTrait } from './ast-picture.js';
export type { AstBinding, AstExpr, AstSort, AstStmt, Name } from './ast-terms.js';

export interface AstFile {
  readonly file: string;
  readonly units: readonly AstUnit[];
  /** The names of units whose head could not be read, so that their uses are not reported again. */
  readonly unreadable: readonly string[];
}

export type AstUnit =
  | AstImport
  | AstTypeUnit
  | AstDefinition
  | AstAutomaton
  | AstInvariant
  | AstPicture
  | AstSimulation
  | AstLayer
  | AstDerivation
  | AstStack;

export interface AstImport extends Base {
  readonly kind: 'import';
  readonly path: string;
}

/** `type T = …` or an abstract `type T`, at file level or inside a unit. */
export interface AstTypeUnit extends Base {
  readonly kind: 'type';
  readonly name: Name;
  readonly definition?: AstTypeBody;
}

export type AstTypeBody =
  | (Base & { readonly kind: 'enumeration'; readonly values: readonly Name[] })
  | (Base & { readonly kind: 'tupleOf'; readonly fields: readonly AstBinding[] })
  | (Base & { readonly kind: 'unionOf'; readonly cases: readonly AstUnionCase[] })
  | (Base & { readonly kind: 'alias'; readonly sort: AstSort });

export interface AstUnionCase extends Base {
  readonly tag: Name;
  /** `a: T` has one field of its own name, `a(x: T)` named fields, `a` none. */
  readonly fields: readonly AstBinding[];
}

/** `let f(x: T): R = e`. */
export interface AstDefinition extends Base {
  readonly kind: 'let';
  readonly name: Name;
  readonly parameters: readonly AstBinding[];
  readonly result: AstSort;
  readonly body: AstExpr;
  readonly doc: string;
}

/** A formal parameter: `Node: type`, or a value. */
export type AstFormal =
  | (Base & { readonly kind: 'typeFormal'; readonly name: Name })
  | (Base & { readonly kind: 'valueFormal'; readonly name: Name; readonly sort: AstSort });

/** Primitive, extending and composed automata; a composition has `components` and none of the rest. */
export interface AstAutomaton extends Base {
  readonly kind: 'automaton';
  readonly name: Name;
  readonly formals: readonly AstFormal[];
  /** `(i, j: Node where i ~= j)`: what the actual values must satisfy. */
  readonly where?: AstExpr;
  /** `extends Parent(T, U)`. */
  readonly parent?: AstUse;
  /** `assumes RingIndex(I, String)`, `uses T(…)`. */
  readonly assumes: readonly AstUse[];
  readonly types: readonly AstTypeUnit[];
  readonly definitions: readonly AstDefinition[];
  readonly signature: readonly AstAction[];
  readonly states: readonly AstState[];
  readonly initially?: AstExpr;
  readonly transitions: readonly AstTransition[];
  readonly tasks: readonly AstTask[];
  readonly components: readonly AstComponent[];
  readonly hidden: readonly AstHidden[];
  readonly doc: string;
}

/** `A(x, y)`: actuals are sorts or expressions, told apart when names are resolved. */
export interface AstUse extends Base {
  readonly name: Name;
  readonly actuals: readonly AstActual[];
}

export type AstActual =
  | (Base & { readonly kind: 'sort'; readonly sort: AstSort })
  | (Base & { readonly kind: 'expr'; readonly expr: AstExpr })
  /** A bare identifier, `i` or `Node`: either. */
  | (Base & { readonly kind: 'either'; readonly name: Name });

export interface AstAction extends Base {
  readonly kind: 'input' | 'output' | 'internal';
  readonly name: Name;
  readonly parameters: readonly AstActionParameter[];
  readonly where?: AstExpr;
}

export type AstActionParameter =
  | (Base & { readonly kind: 'binding'; readonly binding: AstBinding })
  | (Base & { readonly kind: 'const'; readonly value: AstExpr });

export interface AstState extends Base {
  readonly name: Name;
  readonly sort: AstSort;
  readonly ghost: boolean;
  readonly initial?: AstInitial;
  readonly doc: string;
}

export type AstInitial =
  | (Base & { readonly kind: 'value'; readonly value: AstExpr })
  /** `choose`, `choose x where P`, `choose x: T where P`, `choose x so that P`. */
  | (Base & {
      readonly kind: 'choose';
      readonly variable?: Name;
      readonly sort?: AstSort;
      readonly where?: AstExpr;
    });

export interface AstTransition extends Base {
  readonly kind: 'input' | 'output' | 'internal';
  readonly action: Name;
  readonly case?: Name;
  /** Patterns: usually identifiers, but any expression; `const e` is an expression too. */
  readonly patterns: readonly AstExpr[];
  readonly where?: AstExpr;
  /** `local x: T` and 1997's `choose x: T`. */
  readonly locals: readonly AstBinding[];
  readonly pre: readonly AstGuard[];
  readonly eff: readonly AstStmt[];
  readonly ensuring?: AstExpr;
  readonly doc: string;
}

/** One conjunct of a precondition: separated by `;`, or by `/\` at the top; `name` is its `%! label`. */
export interface AstGuard extends Base {
  readonly name: string;
  readonly condition: AstExpr;
}

export interface AstTask extends Base {
  readonly actions: readonly { readonly name: Name; readonly args: readonly AstExpr[] }[];
  readonly forAll: readonly AstBinding[];
}

export interface AstComponent extends Base {
  readonly name: Name;
  readonly index: readonly AstBinding[];
  /** Absent: the automaton has the component's own name. */
  readonly use?: AstUse;
  readonly where?: AstExpr;
}

export interface AstHidden extends Base {
  readonly action: Name;
  readonly patterns: readonly AstActionParameter[];
  readonly where?: AstExpr;
}

export interface AstInvariant extends Base {
  readonly kind: 'invariant';
  readonly name?: Name;
  readonly of: Name;
  readonly condition: AstExpr;
  readonly doc: string;
}

export interface AstSimulation extends Base {
  readonly kind: 'simulation';
  readonly direction: 'forward' | 'backward';
  readonly name?: Name;
  readonly from: Name;
  readonly to: Name;
  /** Conjuncts separated by `;` or top-level `/\`, with their `%! labels`. */
  readonly relation: readonly AstGuard[];
  readonly start: readonly { readonly variable: AstExpr; readonly value: AstExpr }[];
  readonly proof: readonly AstProofClause[];
  readonly doc: string;
}

/** `for output a(x, y) where P do fire … od`, `… ignore`, `… do if P then fire … else … fi od`. */
export interface AstProofClause extends Base {
  readonly kind: 'input' | 'output' | 'internal';
  readonly action: Name;
  readonly patterns: readonly AstExpr[];
  readonly where?: AstExpr;
  readonly fire: readonly AstFire[];
}

export type AstFire =
  | (Base & { readonly kind: 'fire'; readonly action: Name; readonly args: readonly AstExpr[] })
  | (Base & {
      readonly kind: 'if';
      readonly condition: AstExpr;
      readonly then: readonly AstFire[];
      readonly otherwise: readonly AstFire[];
    });

export interface AstLayer extends Base {
  readonly kind: 'layer';
  readonly name: Name;
  readonly formals: readonly AstFormal[];
  readonly where?: AstExpr;
  readonly over: AstUse;
  readonly implements: AstUse;
  readonly header: readonly AstUnionCase[];
  readonly constants: readonly {
    readonly name: Name;
    readonly sort: AstSort;
    readonly value: AstExpr;
  }[];
  readonly types: readonly AstTypeUnit[];
  readonly definitions: readonly AstDefinition[];
  readonly states: readonly AstState[];
  readonly handlers: readonly AstHandler[];
  readonly passes: readonly { readonly from: 'above' | 'below'; readonly action: Name }[];
  readonly doc: string;
}

export interface AstHandler extends Base {
  readonly trigger: AstTrigger;
  readonly where?: AstExpr;
  readonly locals: readonly AstBinding[];
  readonly eff: readonly AstStmt[];
  readonly doc: string;
}

export type AstTrigger =
  | (Base & {
      readonly kind: 'above';
      readonly action: Name;
      readonly patterns: readonly AstExpr[];
    })
  | (Base & {
      readonly kind: 'below';
      readonly action: Name;
      readonly patterns: readonly AstExpr[];
      readonly header?: { readonly tag: Name; readonly patterns: readonly AstExpr[] };
    })
  | (Base & { readonly kind: 'timer'; readonly name: Name; readonly period: AstExpr })
  | (Base & { readonly kind: 'start' });

export interface AstDerivation extends Base {
  readonly kind: 'derivation';
  readonly name: Name;
  readonly from: Name;
  readonly to: Name;
  readonly steps: readonly {
    readonly name: Name;
    readonly args: readonly Name[];
    readonly span: Span;
  }[];
  readonly doc: string;
}

export interface AstStack extends Base {
  readonly kind: 'stack';
  readonly name: Name;
  readonly layers: readonly Name[];
  readonly requires: readonly Name[];
  readonly doc: string;
}
