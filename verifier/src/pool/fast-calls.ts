/**
 * z3's calls that may throw, without a detour. The package was compiled so that each of them leaves
 * WebAssembly for a function `invoke_…` in JavaScript, only to be caught if it throws; half of all time
 * went there. Here these functions are WebAssembly themselves, and do the same: they call, and when the
 * program has thrown they put its stack back and say so.
 */
import {
  CODES,
  constant,
  FUNCREF,
  functionCode,
  functionType,
  moduleOf,
  name,
  number,
  OPS,
  type ValueType,
} from './wasm-code.js';

/** As much as is used of the platform's `WebAssembly`. */
export interface Wasm {
  validate(bytes: Uint8Array): boolean;
  readonly Module: {
    new (bytes: Uint8Array): object;
    imports(module: object): readonly WasmImport[];
  };
  readonly Instance: new (module: object, imports?: WasmImports) => WasmInstance;
  readonly Global: new (type: { value: 'i32'; mutable: true }, value: number) => { value: number };
}

interface WasmImport {
  readonly module: string;
  readonly name: string;
}

export type WasmImports = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

export interface WasmInstance {
  readonly exports: Readonly<Record<string, unknown>>;
}

/** An instance of z3 with such functions in the place of the package's. */
export function instantiateFast(wasm: Wasm, module: object, imports: WasmImports): WasmInstance {
  const wanted = wasm.Module.imports(module).filter((i) => i.name.startsWith(PREFIX));
  const from = wanted[0]?.module;
  const theirs = from === undefined ? undefined : imports[from];
  if (from === undefined || theirs === undefined) return new wasm.Instance(module, imports);
  const names = wanted.map((i) => i.name);
  const code = callsCode(names);
  // A platform without exceptions of WebAssembly's own takes the package's way.
  if (!wasm.validate(code)) return new wasm.Instance(module, imports);
  // Which of z3's functions are called stands in its table, and that there is after z3 only. So its
  // calls go through a table of ours, which is filled when both are there.
  const gate = new wasm.Instance(new wasm.Module(gateCode(names)));
  const thrown = new wasm.Global({ value: 'i32', mutable: true }, 0);
  const own = { ...theirs, ...gate.exports, ...noting(theirs, thrown) };
  const z3 = new wasm.Instance(module, { ...imports, [from]: own });
  const calls = new wasm.Instance(new wasm.Module(code), { z3: needs(z3, thrown) });
  const table = gate.exports[TABLE] as { set(at: number, f: unknown): void };
  names.forEach((each, i) => {
    table.set(i, calls.exports[each]);
  });
  return z3;
}

const PREFIX = 'invoke_';
const TABLE = 'table';

/** Functions by which the program throws; what else comes as an exception ended it, and is none of its own. */
const THROWING = ['__cxa_throw', '__cxa_rethrow', '__resumeException'];

function noting(
  theirs: Readonly<Record<string, unknown>>,
  thrown: { value: number },
): Record<string, unknown> {
  return Object.fromEntries(
    THROWING.flatMap((each) => {
      if (typeof theirs[each] !== 'function') return [];
      const original = theirs[each] as (...args: readonly unknown[]) => unknown;
      const noted = (...args: readonly unknown[]): unknown => {
        thrown.value = 1;
        return original(...args);
      };
      return [[each, noted] as const];
    }),
  );
}

function needs({ exports }: WasmInstance, thrown: object): Record<string, unknown> {
  return {
    save: exports.emscripten_stack_get_current,
    restore: exports._emscripten_stack_restore,
    caught: exports.setThrew,
    table: exports.__indirect_function_table,
    thrown,
  };
}

interface Signature {
  readonly parameters: readonly ValueType[];
  readonly results: readonly ValueType[];
}

/** `invoke_iij` gives an i32 for one and an i64; its own first argument is the function's number. */
function signatureOf(invoke: string): Signature {
  const [result = 'v', ...parameters] = invoke.slice(PREFIX.length);
  return { parameters: parameters.map(typeOf), results: result === 'v' ? [] : [typeOf(result)] };
}

function typeOf(letter: string): ValueType {
  const type = LETTERS.get(letter);
  if (type === undefined) throw new TypeError(`no type is called ${letter}`);
  return type;
}

const LETTERS: ReadonlyMap<string, ValueType> = new Map([
  ['i', 'i32'],
  ['j', 'i64'],
  ['f', 'f32'],
  ['d', 'f64'],
]);

/** Each function calls the one that stands in its place in the table. */
function gateCode(names: readonly string[]): Uint8Array {
  const signatures = names.map(signatureOf);
  return moduleOf({
    types: signatures.map((s) => functionType(['i32', ...s.parameters], s.results)),
    functions: names.map((_, i) => i),
    tables: [[FUNCREF, 0, ...number(names.length)]],
    exports: [[...name(TABLE), 1, 0], ...names.map((each, i) => [...name(each), 0, ...number(i)])],
    code: signatures.map((s, i) =>
      functionCode(0, [
        ...[0, ...s.parameters].flatMap((_, k) => [OPS.localGet, ...number(k)]),
        ...constant(i),
        ...[OPS.callIndirect, ...number(i), 0],
      ]),
    ),
  });
}

const SAVE = 0;
const RESTORE = 1;
const CAUGHT = 2;
const IMPORTED = 3;

/** The types of a call: with the function's number, and as the function has it. */
function callsCode(names: readonly string[]): Uint8Array {
  const signatures = names.map(signatureOf);
  const types = signatures.flatMap((s) => [
    functionType(['i32', ...s.parameters], s.results),
    functionType(s.parameters, s.results),
  ]);
  const imported = (each: string, what: readonly number[]): readonly number[] => [
    ...name('z3'),
    ...name(each),
    ...what,
  ];
  return moduleOf({
    types: [
      ...types,
      functionType([], ['i32']),
      functionType(['i32'], []),
      functionType(['i32', 'i32'], []),
    ],
    imports: [
      imported('save', [0, ...number(types.length)]),
      imported('restore', [0, ...number(types.length + 1)]),
      imported('caught', [0, ...number(types.length + 2)]),
      imported('table', [1, FUNCREF, 0, 0]),
      imported('thrown', [3, CODES.i32, 1]),
    ],
    functions: names.map((_, i) => 2 * i),
    exports: names.map((each, i) => [...name(each), 0, ...number(i + IMPORTED)]),
    code: signatures.map((s, i) => functionCode(1, callCode(s, 2 * i + 1))),
  });
}

/** Try it; when the program threw, put its stack back and say so; give on what is not the program's. */
function callCode({ parameters, results }: Signature, type: number): readonly number[] {
  const [result] = results;
  const stack = number(parameters.length + 1);
  return [
    ...[OPS.call, SAVE, OPS.localSet, ...stack],
    ...[OPS.try, result === undefined ? OPS.nothing : CODES[result]],
    ...parameters.flatMap((_, k) => [OPS.localGet, ...number(k + 1)]),
    ...[OPS.localGet, 0, OPS.callIndirect, ...number(type), 0],
    ...[OPS.catchAll, OPS.globalGet, 0, OPS.i32Eqz, OPS.if, OPS.nothing, OPS.rethrow, 1, OPS.end],
    ...[...constant(0), OPS.globalSet, 0],
    ...[OPS.localGet, ...stack, OPS.call, RESTORE],
    ...[...constant(1), ...constant(0), OPS.call, CAUGHT],
    ...(result === undefined ? [] : ZEROS[result]),
    OPS.end,
  ];
}

/** Nobody looks at the result of a call that threw. */
const ZEROS: Readonly<Record<ValueType, readonly number[]>> = {
  i32: constant(0),
  i64: [OPS.i64Const, 0],
  f32: [OPS.f32Const, 0, 0, 0, 0],
  f64: [OPS.f64Const, 0, 0, 0, 0, 0, 0, 0, 0],
};
