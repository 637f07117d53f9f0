// Rule: a room imports only the rooms that its row of the table names, and only through their doors.
import { importsOf, targetOf, type Import } from '../imports.js';
import { CLOSED_DOORS, roomOf, ROOMS } from '../rooms.js';
import type { Breach, TextFile } from '../source.js';

export function arrowBreaches(files: readonly TextFile[]): readonly Breach[] {
  return files.flatMap((file) =>
    importsOf(file).flatMap((imported) => {
      const message = complaint(imported);
      return message === undefined ? [] : [{ path: file.path, line: imported.line, message }];
    }),
  );
}

function complaint(imported: Import): string | undefined {
  const from = roomOf(imported.from);
  if (from === undefined) return undefined;
  if (imported.specifier.startsWith('@maat/')) return throughDoor(from.name, imported.specifier);
  const target = targetOf(imported);
  if (target === undefined || roomOf(target)?.name === from.name) return undefined;
  return `reaches into ${target} by path: other rooms are entered through their door`;
}

function throughDoor(from: string, specifier: string): string | undefined {
  const to = ROOMS.find((r) => specifier in r.doors);
  if (to === undefined) return `${specifier} is not a door`;
  if (to.name === from) return `${specifier} is this room's own door: import the file`;
  if (roomOf(`${from}/`)?.uses.includes(to.name) !== true) return `no arrow ${from} → ${to.name}`;
  if (CLOSED_DOORS.some((c) => c.from === from && c.door === specifier))
    return `${from} may not take ${specifier}`;
  return undefined;
}
