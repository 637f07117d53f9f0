/** As much of the binary format of WebAssembly as it takes to write a small module down. */

export type ValueType = 'i32' | 'i64' | 'f32' | 'f64';

export const CODES: Readonly<Record<ValueType, number>> = {
  i32: 0x7f,
  i64: 0x7e,
  f32: 0x7d,
  f64: 0x7c,
};

export const FUNCREF = 0x70;

type Bytes = readonly number[];

/** The sections of a module, by what each is for. */
export interface Sections {
  readonly types: readonly Bytes[];
  readonly imports?: readonly Bytes[];
  /** For each function of its own, the number of its type. */
  readonly functions: readonly number[];
  readonly tables?: readonly Bytes[];
  readonly exports: readonly Bytes[];
  readonly code: readonly Bytes[];
}

export function moduleOf(sections: Sections): Uint8Array {
  const { types, imports = [], functions, tables = [], exports, code } = sections;
  return Uint8Array.from([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, types),
    ...section(2, imports),
    ...section(3, functions.map(number)),
    ...section(4, tables),
    ...section(7, exports),
    ...section(10, code),
  ]);
}

function section(id: number, items: readonly Bytes[]): Bytes {
  const body = list(items);
  return items.length === 0 ? [] : [id, ...number(body.length), ...body];
}

export function functionType(
  parameters: readonly ValueType[],
  results: readonly ValueType[],
): Bytes {
  const codes = (types: readonly ValueType[]): Bytes => list(types.map((t) => [CODES[t]]));
  return [0x60, ...codes(parameters), ...codes(results)];
}

/** A function's code, with so many numbers for itself. */
export function functionCode(locals: number, code: Bytes): Bytes {
  const body = [...list(locals === 0 ? [] : [[locals, CODES.i32]]), ...code, OPS.end];
  return [...number(body.length), ...body];
}

export function list(items: readonly Bytes[]): Bytes {
  return [...number(items.length), ...items.flat()];
}

export function name(text: string): Bytes {
  return list(Array.from(text, (letter) => [letter.charCodeAt(0)]));
}

/** Seven bits a byte, the lowest first. */
export function number(n: number): Bytes {
  return n < 0x80 ? [n] : [(n & 0x7f) | 0x80, ...number(n >>> 7)];
}

/** A constant's number is signed: its highest bit is a sign. */
export function constant(n: number): Bytes {
  const bytes = n < 0x40 ? [n] : [(n & 0x7f) | 0x80, ...constant(n >>> 7).slice(1)];
  return [OPS.i32Const, ...bytes];
}

export const OPS = {
  try: 0x06,
  if: 0x04,
  rethrow: 0x09,
  end: 0x0b,
  call: 0x10,
  callIndirect: 0x11,
  catchAll: 0x19,
  localGet: 0x20,
  localSet: 0x21,
  globalGet: 0x23,
  globalSet: 0x24,
  i32Const: 0x41,
  i64Const: 0x42,
  f32Const: 0x43,
  f64Const: 0x44,
  i32Eqz: 0x45,
  nothing: 0x40,
} as const;
