/** Names of the language that mean something else in TypeScript get an underscore. */

const RESERVED = new Set(
  `abstract any arguments as async await boolean break case catch class const constructor continue debugger
   declare default delete do else enum eval export extends false finally for from function get if
   implements import in infer instanceof interface is keyof let module namespace never new null number
   object of package private protected public readonly require return satisfies set static string super
   switch symbol this throw true try type typeof undefined unique unknown var void while with yield
   Array Map Math Number Object Set String
   ArrayOf Args Box Constants LayerMachine LayerModule MapOf Mset Packet Seq SetOf Sink
   box choose compare comprehend div eq exists forAll holds isCase joined mint mod part pieceCount pieces schema share spend val
   action args constants header out packet old`
    .split(/\s+/)
    .filter((word) => word !== ''),
);

/** Members of the machine besides its state. */
const MEMBERS = new Set([
  'self',
  'out',
  'above',
  'below',
  'timer',
  'start',
  'snapshot',
  'constructor',
]);

export function localName(name: string): string {
  return RESERVED.has(name) || /^(old|packet)\d+$/.test(name) ? `${name}_` : name;
}

/** State variables and constants are fields of the machine; a ghost's name may have a dot in it. */
export function memberName(name: string): string {
  const flat = name.replaceAll('.', '_');
  return MEMBERS.has(flat) ? `${flat}_` : flat;
}

export function typeName(name: string): string {
  return RESERVED.has(name) ? `${name}_` : name;
}

/** A property is quoted if it must be. */
export function key(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
}

export function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
