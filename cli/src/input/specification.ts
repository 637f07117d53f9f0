// Loads a specification from a file or from the library, with everything it imports.
import { existsSync, realpathSync } from 'node:fs';
import { dirname, isAbsolute, relative, resolve } from 'node:path';
import {
  check,
  hasErrors,
  libraryLoader,
  type Diagnostic,
  type Loader,
  type Program,
  type Source,
} from '@maat/spec-lang';
import { BadInput } from '../failure.js';
import type { Host } from '../host.js';
import type { Context } from '../session.js';
import { BadSpecification } from './bad-specification.js';
import { importedFile } from './imported.js';
import { readText } from './read.js';

/** A checked file, and every text that diagnostics about it may point into. */
export interface Specification {
  readonly file: string;
  readonly program: Program;
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: readonly Source[];
}

/** Reads and checks; errors in the text are in `diagnostics`. */
export function loadSpecification(context: Context, file: string): Specification {
  const { host } = context;
  const sources = new Map<string, Source>();
  const keep = (source: Source): Source => {
    sources.set(source.file, source);
    return source;
  };
  const main = keep(rootSource(host, file));
  const { value, diagnostics } = check(main, (path, from) => {
    const found = importedSource(host, path, from);
    return found === undefined ? undefined : keep(found);
  });
  return { file: main.file, program: value, diagnostics, sources: [...sources.values()] };
}

/** As loadSpecification, but errors end the command; warnings are for `check` to show. */
export function requireSpecification(context: Context, file: string): Specification {
  const specification = loadSpecification(context, file);
  if (hasErrors(specification.diagnostics)) {
    throw new BadSpecification(
      specification.diagnostics,
      specification.sources,
      context.colours.isColorSupported,
    );
  }
  return specification;
}

/** Finds what files import. */
export function loaderOf(host: Host): Loader {
  return (path, from) => importedSource(host, path, from);
}

/** A file, or the name of one in the library. */
export function rootSource(host: Host, file: string): Source {
  const source = rootText(host, file);
  host.looked?.(file, undefined, source);
  return source;
}

function rootText(host: Host, file: string): Source {
  if (!existsSync(resolve(host.cwd, file))) {
    const library = file.includes('/') ? undefined : libraryLoader(file, '');
    if (library !== undefined) return library;
  }
  return { file, text: readText(host, file) };
}

/** Next to the importing file, in an installed package, or in the library. */
function importedSource(host: Host, path: string, from: string): Source | undefined {
  const source = importedText(host, path, from);
  host.looked?.(path, from, source);
  return source;
}

function importedText(host: Host, path: string, from: string): Source | undefined {
  const folder = dirname(resolve(host.cwd, from));
  const found = importedFile(folder, path);
  if (found === undefined) return isAbsolute(path) ? undefined : libraryLoader(path, from);
  const name = relative(host.cwd, realpathSync(found));
  try {
    return { file: name, text: readText(host, name) };
  } catch (cause) {
    if (!(cause instanceof BadInput)) throw cause;
    throw new BadInput(`${cause.message}, and ${from} imports it`, cause.place, cause.hint);
  }
}

/** `FILE` or `FILE#NAME`. */
export function splitReference(text: string): {
  readonly file: string;
  readonly name: string | undefined;
} {
  const at = text.lastIndexOf('#');
  if (at === -1) return { file: text, name: undefined };
  const [file, name] = [text.slice(0, at), text.slice(at + 1)];
  if (file === '' || name === '') throw new BadInput(`${text} is not FILE or FILE#NAME`);
  return { file, name };
}
