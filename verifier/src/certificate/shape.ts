/** Strict reading of JSON: exactly these fields, of exactly these kinds, or the place where it is otherwise. */

export type Shape =
  | 'string'
  /** Finite and not negative. */
  | 'number'
  | { readonly oneOf: readonly (string | number)[] }
  | { readonly listOf: Shape }
  | { readonly mapTo: Shape }
  | { readonly fields: Readonly<Record<string, Shape>>; readonly optional?: readonly string[] };

/** The path of the first thing that is not so, and why; undefined when all is. */
export function misfit(json: unknown, shape: Shape, path = ''): string | undefined {
  if (shape === 'string') return typeof json === 'string' ? undefined : `${here(path)} is no text`;
  if (shape === 'number') {
    const fits = typeof json === 'number' && Number.isFinite(json) && json >= 0;
    return fits ? undefined : `${here(path)} is no number that could be`;
  }
  if ('oneOf' in shape) {
    const fits = shape.oneOf.some((one) => one === json);
    return fits ? undefined : `${here(path)} is none of ${shape.oneOf.join(', ')}`;
  }
  if ('listOf' in shape) return misfitInList(json, shape.listOf, path);
  if (!isRecord(json)) return `${here(path)} is no object`;
  if ('mapTo' in shape)
    return first(Object.entries(json), ([key, item]) =>
      misfit(item, shape.mapTo, `${path}.${key}`),
    );
  return misfitInFields(json, shape.fields, shape.optional ?? [], path);
}

function misfitInList(json: unknown, shape: Shape, path: string): string | undefined {
  if (!Array.isArray(json)) return `${here(path)} is no list`;
  const items: readonly unknown[] = json;
  return first([...items.entries()], ([i, item]) => misfit(item, shape, `${path}[${i}]`));
}

function misfitInFields(
  json: Readonly<Record<string, unknown>>,
  fields: Readonly<Record<string, Shape>>,
  optional: readonly string[],
  path: string,
): string | undefined {
  const stranger = Object.keys(json).find((name) => !Object.hasOwn(fields, name));
  if (stranger !== undefined) return `${join(path, stranger)} does not belong there`;
  return first(Object.entries(fields), ([name, shape]) => {
    if (Object.hasOwn(json, name)) return misfit(json[name], shape, join(path, name));
    return optional.includes(name) ? undefined : `${join(path, name)} is missing`;
  });
}

function first<T>(items: readonly T[], flaw: (item: T) => string | undefined): string | undefined {
  for (const item of items) {
    const found = flaw(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

function join(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}

function here(path: string): string {
  return path === '' ? 'the whole' : path;
}

function isRecord(json: unknown): json is Readonly<Record<string, unknown>> {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}
