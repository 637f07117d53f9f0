/** Events that an application might bring to a service, made from nothing but its signature. */
import {
  MapOf,
  Mset,
  Seq,
  SetOf,
  type ActionSchema,
  type FieldSchema,
  type Args,
  type LayerModule,
  type Schema,
} from '@maat/layers';
import { givesViews } from './app.js';
import type { AppEvent } from './engine/events.js';
import type { Stack } from './engine/stack.js';
import type { Random } from './random.js';
import { assertNever } from './never.js';

/** Inputs that tell the service about the process itself, and are no work. */
const NO_WORK = ['leave', 'blockOk'];

/** Where views are given from above, also what is said of a view; elsewhere these may be work, as a lock's release is. */
const ABOUT_VIEWS = ['install', 'want', 'release'];

/** Arguments are made up until the service allows them. */
const MOST_TRIES = 10_000;

type CollectionSchema = Extract<
  Schema,
  { readonly kind: 'set' | 'mset' | 'seq' | 'map' | 'array' }
>;

/** What a workload casts: random inputs of the top service; values of the message sort are all different. */
export class Workload {
  private readonly actions: readonly ActionSchema[];
  private readonly message: string;
  private readonly processes: string;
  private readonly members: readonly string[];
  private readonly random: Random;
  private readonly size: number;
  private count = 0;

  /** Values of the message sort have so many bytes, if their names are not longer. */
  constructor(stack: Stack, members: readonly string[], random: Random, size = 0) {
    const top = stack.layers[0] as LayerModule;
    const noWork = givesViews(stack) ? [...NO_WORK, ...ABOUT_VIEWS] : NO_WORK;
    this.actions = top.implements.actions.filter(
      (a) => a.kind === 'input' && !noWork.includes(a.name),
    );
    if (this.actions.length === 0)
      throw new TypeError(`${stack.service} takes no work: it has no inputs`);
    this.message = top.message;
    this.processes = processSort(top);
    this.members = members;
    this.random = random;
    this.size = size;
  }

  /** The next input for a process. */
  next(process: string): AppEvent {
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const { name, parameters, allowed } = this.random.pick(this.actions);
      this.count += 1;
      const args: Args = parameters.slice(1).map((p) => this.value(p.sort, process));
      if (allowed === undefined || allowed([process, ...args])) return { action: name, args };
    }
    const names = this.actions.map((a) => a.name).join(', ');
    throw new TypeError(
      `in ${MOST_TRIES} tries no arguments were made up that the service allows for ${names}`,
    );
  }

  private value(schema: Schema, process: string): unknown {
    switch (schema.kind) {
      case 'bool':
        return this.random.chance(0.5);
      case 'nat':
        return this.random.below(10);
      case 'int':
        return this.random.below(21) - 10;
      case 'char':
        return String.fromCharCode(97 + this.random.below(26));
      case 'string':
        return `${process}:${this.count}`;
      case 'uninterpreted':
        return this.element(schema.name, process);
      case 'enum':
        return this.random.pick(schema.values);
      case 'tuple':
        return this.fields(schema.fields, process);
      case 'union': {
        const { tag, fields } = this.random.pick(schema.cases);
        return { tag, ...this.fields(fields, process) };
      }
      case 'null': {
        if (this.random.chance(0.5)) return null;
        const some = this.value(schema.of, process);
        return schema.of.kind === 'null' ? { some } : some;
      }
      case 'set':
      case 'mset':
      case 'seq':
      case 'map':
      case 'array':
        return this.collection(schema, process);
      default:
        return assertNever(schema);
    }
  }

  private fields(fields: readonly FieldSchema[], process: string): Record<string, unknown> {
    return Object.fromEntries(fields.map((f) => [f.name, this.value(f.sort, process)]));
  }

  private collection(schema: CollectionSchema, process: string): unknown {
    const some = (of: Schema): unknown[] =>
      Array.from({ length: this.random.below(4) }, () => this.value(of, process));
    switch (schema.kind) {
      case 'set':
        return SetOf.from(some(schema.of));
      case 'mset':
        return Mset.of(...some(schema.of));
      case 'seq':
        return Seq.from(some(schema.of));
      case 'map': {
        const { from, to } = schema;
        return MapOf.of(...some(from).map((k): [unknown, unknown] => [k, this.value(to, process)]));
      }
      case 'array':
        throw new TypeError('a workload cannot make up an array');
      default:
        return assertNever(schema);
    }
  }

  /** Processes are the members, messages are unique, of other sorts there are a few elements. */
  private element(sort: string, process: string): string {
    if (sort === this.processes) return this.random.pick(this.members);
    if (sort === this.message) return `${process}:${this.count}`.padEnd(this.size, '.');
    return `${sort.toLowerCase()}${this.random.below(4)}`;
  }
}

/** Every action's first parameter is the process at which it happens. */
function processSort(top: LayerModule): string {
  const first = top.implements.actions[0]?.parameters[0]?.sort;
  return first?.kind === 'uninterpreted' ? first.name : '';
}
