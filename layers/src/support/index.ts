/** The small library that generated code stands on. */
export { Collection, share } from './collection.js';
export { ProtocolError, holds, undefinedTerm } from './errors.js';
export { closeJournal, openJournal, takeBack } from './journal.js';
export { compare, compareNames, eq, keyOf } from './order.js';
export { ArrayOf } from './array.js';
export { MapOf } from './map.js';
export { Mset } from './mset.js';
export { joined, pieceCount, pieces } from './pieces.js';
export { Seq } from './seq.js';
export { allowRounds, spend } from './rounds.js';
export { SetOf } from './set.js';
export {
  box,
  choose,
  comprehend,
  div,
  exists,
  existsAmongThem,
  forAll,
  forAllOfThem,
  isCase,
  mint,
  mod,
  nat,
  part,
  val,
  type Box,
} from './terms.js';
export * as schema from './schema.js';
export type { FieldSchema, Schema, TupleSchema, UnionSchema } from './schema.js';
export type {
  ActionSchema,
  Args,
  Constants,
  LayerMachine,
  LayerModule,
  Packet,
  ServiceSchema,
  Sink,
} from './module.js';
