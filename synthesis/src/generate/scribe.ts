/** What is known and gathered while one module is written. */
import { positionOf, type Layer, type Program, type Sort, type Span } from '@maat/spec-lang';
import { marked } from '../marks.js';

export interface GenerateOptions {
  /** The text of a file that a span names, for places in errors; without it a place is the file alone. */
  readonly sourceOf?: (file: string) => string | undefined;
  /** `javascript` has no types and no imports: it exports `make`, which takes the support library and gives the layer. */
  readonly language?: 'typescript' | 'javascript';
}

/** The layer uses what cannot be run: say where, and why. A checked and derived layer does not. */
export class NotGenerable extends Error {
  readonly span: Span;

  constructor(message: string, span: Span) {
    super(message);
    this.name = 'NotGenerable';
    this.span = span;
  }
}

export class Scribe {
  readonly program: Program;
  readonly layer: Layer;
  /** Names of the support library that the module uses, and whether only as types. */
  readonly values = new Set<string>();
  readonly types = new Set<string>();
  /** Named sorts of which the module needs the type, or the schema. */
  readonly namedTypes = new Map<string, Sort>();
  readonly namedSchemas = new Map<string, Sort>();
  /** Definitions that the module calls. */
  readonly called = new Set<string>();
  /** The message sort above. */
  readonly message: string;
  private readonly options: GenerateOptions;
  private readonly marking: boolean;
  private placesOff = 0;

  constructor(program: Program, layer: Layer, options: GenerateOptions, marking = false) {
    this.program = program;
    this.layer = layer;
    this.options = options;
    this.marking = marking;
    this.message = layer.parameters.types.at(-1) ?? '';
  }

  get typed(): boolean {
    return this.options.language !== 'javascript';
  }

  /** A name of the support library, used as a value. */
  use(name: string): string {
    this.values.add(name);
    return name;
  }

  /** The same, as a type. */
  useType(name: string): string {
    this.types.add(name);
    return name;
  }

  /** `: T` */
  colon(type: string): string {
    return this.typed ? `: ${type}` : '';
  }

  /** `<T>` */
  angle(...types: readonly string[]): string {
    return this.typed ? `<${types.join(', ')}>` : '';
  }

  /** `(e as T)` */
  cast(text: string, type: string): string {
    return this.typed ? `(${text} as ${type})` : text;
  }

  /** `'Mnak.ioa:12:3'` */
  place(span: Span): string {
    if (this.placesOff > 0) return "''";
    const file = span.file.split('/').at(-1) ?? '';
    const text = this.options.sourceOf?.(span.file);
    if (text === undefined) return JSON.stringify(file === '' ? this.layer.name : file);
    const { line, column } = positionOf(text, span.start);
    return JSON.stringify(`${file}:${line}:${column}`);
  }

  /** The text with a mark of what it was made of, where marks are wanted. */
  mark(span: Span, text: string): string {
    const { file, start, end } = span;
    const wanted = this.marking && this.placesOff === 0 && file === this.layer.file && text !== '';
    return wanted ? marked({ file, start, end }, text) : text;
  }

  /** Text made without places, to compare two terms. */
  withoutPlaces(make: () => string): string {
    this.placesOff += 1;
    try {
      return make();
    } finally {
      this.placesOff -= 1;
    }
  }
}
