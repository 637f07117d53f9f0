// What this program is, to the letter: a proof that another build remembers is none of this one's.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Of the code that makes, asks and judges questions; undefined where it cannot be looked at. */
export function toolFingerprint(): string | undefined {
  try {
    const hash = createHash('sha256');
    for (const folder of folders())
      for (const file of codeIn(folder)) hash.update(readFileSync(file));
    return hash.digest('hex');
  } catch {
    return undefined;
  }
}

/** Of this package and of those that it proves with. */
function folders(): readonly string[] {
  const own = fileURLToPath(new URL('..', import.meta.url));
  const others = ['@maat/spec-lang', '@maat/synthesis', '@maat/verifier'];
  return [own, ...others.map((name) => dirname(fileURLToPath(import.meta.resolve(name))))];
}

function codeIn(folder: string): readonly string[] {
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true });
  const files = entries.filter((e) => e.isFile() && /(?<!\.d)\.[jt]s$/.test(e.name));
  return files.map((e) => join(e.parentPath, e.name)).sort();
}
