// A real browser from a package alone: its binary is unpacked once beside the other installed packages.
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';
import { chromium, type Browser } from 'playwright-core';
import { unpackTar } from './tar.js';

const decompress = promisify(brotliDecompress);
const root = fileURLToPath(new URL('../../../', import.meta.url));

/** Starts the browser; a machine on which it cannot start fails the test with the browser's own words. */
export async function launchBrowser(): Promise<Browser> {
  const home = await unpacked();
  return chromium.launch({
    executablePath: join(home, 'chromium'),
    args: ['--no-sandbox'],
    env: {
      ...process.env,
      LD_LIBRARY_PATH: join(home, 'al2023', 'lib'),
      FONTCONFIG_PATH: join(home, 'fonts'),
      FONTCONFIG_FILE: join(home, 'fonts', 'fonts.conf'),
    },
  });
}

async function unpacked(): Promise<string> {
  const packed = join(packageFolder(), 'bin');
  const home = join(root, 'node_modules', '.cache', `chromium-${version()}`);
  if (existsSync(home)) return home;
  const fresh = `${home}.${process.pid}`;
  mkdirSync(join(fresh, 'al2023'), { recursive: true });
  const read = async (name: string): Promise<Buffer> =>
    decompress(readFileSync(join(packed, name)));
  await writeFile(join(fresh, 'chromium'), await read('chromium.br'), { mode: 0o755 });
  unpackTar(await read('swiftshader.tar.br'), fresh);
  unpackTar(await read('al2023.tar.br'), join(fresh, 'al2023'));
  unpackTar(await read('fonts.tar.br'), join(fresh, 'fonts'));
  writeFileSync(join(fresh, 'fonts', 'fonts.conf'), fontsConfiguration(home));
  settle(fresh, home);
  return home;
}

/** Two test files may unpack at once: the first to finish wins, and both find a whole browser. */
function settle(fresh: string, home: string): void {
  try {
    renameSync(fresh, home);
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true });
    if (!existsSync(home)) throw error;
  }
}

/** Names this folder only, so that pictures look alike on every machine. */
function fontsConfiguration(home: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(home, 'fonts')}</dir>
  <cachedir>${join(home, 'fonts', 'cache')}</cachedir>
</fontconfig>
`;
}

function packageFolder(): string {
  const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium');
  return entry.slice(0, entry.indexOf(join('chromium', 'build')) + 'chromium'.length);
}

function version(): string {
  const json: unknown = JSON.parse(readFileSync(join(packageFolder(), 'package.json'), 'utf8'));
  return String((json as { readonly version: unknown }).version);
}
