/**
 * A program of the normal form with sorts of a service for its own: values may be any, with any one in the place of
 * `nil`, which is only where a value begins; nothing else is done with a value than to keep it and to apply functions to it.
 */
import type { Expr, Sort } from '@maat/spec-lang';

export interface Interpretation {
  /** For the type parameters, by name. */
  readonly sorts: ReadonlyMap<string, Sort>;
  /** The type parameter whose `Null` becomes `value`, and what becomes of `nil`. */
  readonly value: { readonly parameter: string; readonly sort: Sort; readonly initial: Expr };
}

/** The sort of the log's entries, by the name that no service can have given to one of its own. */
export const UPDATE = 'NormalForm.Update';

/** An automaton, a condition, whatever is made of terms and sorts. */
export function interpreted<T>(node: T, by: Interpretation): T {
  return new Interpreting(by).of(node);
}

class Interpreting {
  private readonly by: Interpretation;
  private readonly done = new Map<object, unknown>();

  constructor(by: Interpretation) {
    this.by = by;
  }

  /** The tree is plain data; only sorts and terms of sorts that are interpreted change. */
  of<T>(node: T): T {
    if (typeof node !== 'object' || node === null) return node;
    const known = this.done.get(node);
    if (known !== undefined) return known as T;
    const made = this.changed(node);
    this.done.set(node, made);
    return made as T;
  }

  private changed(node: object): unknown {
    if (Array.isArray(node)) return node.map((item: unknown) => this.of(item));
    if (isSort(node)) {
      const sort = this.sort(node);
      if (sort !== undefined) return sort;
    }
    if (isNil(node) && this.isValue(node.sort)) return this.by.value.initial;
    if (opens(node) && this.isValue(opened(node)))
      throw new Error('the normal form looks into a value, which may be any');
    return Object.fromEntries(
      Object.entries(node).map(([key, item]: [string, unknown]) => [key, this.of(item)]),
    );
  }

  private sort(sort: Sort): Sort | undefined {
    if (sort.kind === 'uninterpreted') return this.by.sorts.get(sort.name) ?? sort;
    if (this.isValue(sort)) return this.by.value.sort;
    if (sort.kind !== 'tuple' || sort.name !== 'Update') return undefined;
    const fields = sort.fields.map((f) => ({ ...f, sort: this.of(f.sort) }));
    return { ...sort, name: UPDATE, fields };
  }

  private isValue(sort: Sort | undefined): boolean {
    if (sort?.kind !== 'null' || sort.of.kind !== 'uninterpreted') return false;
    return sort.of.name === this.by.value.parameter;
  }
}

const SORTS: ReadonlySet<string> = new Set<Sort['kind']>(['uninterpreted', 'null', 'tuple']);

/** Terms have a sort; a sort has none. */
function isSort(node: object): node is Sort {
  return 'kind' in node && SORTS.has(String(node.kind)) && !('sort' in node);
}

type Application = Extract<Expr, { kind: 'apply' }>;

function isApplication(node: object): node is Application {
  return 'kind' in node && node.kind === 'apply' && 'op' in node;
}

function isNil(node: object): node is Application {
  return isApplication(node) && node.op === 'nil';
}

function opens(node: object): node is Application {
  return isApplication(node) && (node.op === 'embed' || node.op === 'val');
}

function opened({ op, sort, args }: Application): Sort | undefined {
  return op === 'embed' ? sort : args[0]?.sort;
}
