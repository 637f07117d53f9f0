/** Values of parameters as a scope gives them: a number, a name, `{a, b}`, `{a -> 1}`, `[a, b]`, `nil`, `embed(a)`. */
import type { Sort } from '../ir/sort.js';
import { NIL, mapOf, msetOf, seqOf, setOf, someOf, tupleOf, type Entry } from './construct.js';
import type { Value } from './value.js';

const TOKEN = /\s*(->|[{}[\](),:]|"[^"]*"|-?\w+)/y;

/** Undefined where the text is no value of this sort. */
export function valueOfText(text: string, sort: Sort): Value | undefined {
  const reader = new Reader(text);
  const value = reader.value(sort);
  return reader.atEnd() ? value : undefined;
}

/** A piece that cannot be read leaves everything behind it unread, so that the end is not reached. */
class Reader {
  private readonly text: string;
  private at = 0;

  constructor(text: string) {
    this.text = text.trim();
  }

  atEnd(): boolean {
    return this.at === this.text.length;
  }

  value(sort: Sort): Value | undefined {
    switch (sort.kind) {
      case 'set':
      case 'mset':
      case 'seq': {
        const elements = this.list('{', '}', () => this.value(sort.of));
        const make = { set: setOf, mset: msetOf, seq: seqOf }[sort.kind];
        return elements && make(elements);
      }
      case 'map': {
        const entries = this.list('{', '}', () => this.entry(sort.from, sort.to));
        return entries && mapOf(entries);
      }
      case 'tuple': {
        let next = 0;
        const fields = this.list('[', ']', () => this.field(sort.fields[next++]?.sort));
        return fields?.length === sort.fields.length ? tupleOf(fields) : undefined;
      }
      case 'null':
        return this.taken('nil') ? NIL : this.embedded(sort.of);
      case 'array':
      case 'union':
        return undefined;
      case 'bool':
      case 'nat':
      case 'int':
      case 'char':
      case 'string':
      case 'enum':
      case 'uninterpreted':
        return this.scalar();
    }
  }

  private entry(from: Sort, to: Sort): Entry | undefined {
    const key = this.value(from);
    const value = this.taken('->') ? this.value(to) : undefined;
    return key === undefined || value === undefined ? undefined : [key, value];
  }

  private field(sort: Sort | undefined): Value | undefined {
    return sort && this.value(sort);
  }

  private embedded(of: Sort): Value | undefined {
    if (!this.taken('embed') || !this.taken('(')) return undefined;
    const value = this.value(of);
    return value !== undefined && this.taken(')') ? someOf(value) : undefined;
  }

  private list<T>(open: string, close: string, item: () => T | undefined): T[] | undefined {
    if (!this.taken(open)) return undefined;
    const found: T[] = [];
    while (!this.taken(close)) {
      if (found.length > 0 && !this.taken(',')) return undefined;
      const next = item();
      if (next === undefined) return undefined;
      found.push(next);
    }
    return found;
  }

  private scalar(): Value | undefined {
    const word = this.next();
    if (word === undefined || !/^(".*"|-?\w+)$/.test(word)) return undefined;
    return scalarOf(word);
  }

  private taken(wanted: string): boolean {
    const before = this.at;
    if (this.next() === wanted) return true;
    this.at = before;
    return false;
  }

  private next(): string | undefined {
    TOKEN.lastIndex = this.at;
    const found = TOKEN.exec(this.text);
    if (found === null) return undefined;
    this.at = TOKEN.lastIndex;
    return found[1];
  }
}

export function scalarOf(text: string): Value {
  if (/^-?\d+$/.test(text)) return Number(text);
  if (text === 'true' || text === 'false') return text === 'true';
  return text.startsWith('"') ? text.slice(1, -1) : text;
}

/** As it is written in a scope. */
export function scopeValueText(value: Value): string {
  if (typeof value !== 'object') return String(value);
  const items = (of: readonly Value[]): string => of.map(scopeValueText).join(', ');
  const entries = (of: readonly (readonly [Value, Value])[]): readonly string[] =>
    of.map(([k, v]) => `${scopeValueText(k)} -> ${scopeValueText(v)}`);
  switch (value.kind) {
    case 'set':
    case 'seq':
      return `{${items(value.elements)}}`;
    case 'mset':
      return `{${value.counts.map(([e, n]) => items(Array.from({ length: n }, () => e))).join(', ')}}`;
    case 'map':
      return `{${entries(value.entries).join(', ')}}`;
    case 'array':
      return `{${[...entries(value.entries), `_ -> ${scopeValueText(value.otherwise)}`].join(', ')}}`;
    case 'tuple':
      return `[${items(value.fields)}]`;
    case 'union':
      return `${value.tag}(${items(value.fields)})`;
    case 'nil':
      return 'nil';
    case 'some':
      return `embed(${scopeValueText(value.value)})`;
  }
}
