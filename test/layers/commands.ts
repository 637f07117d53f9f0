// Which of the commands, as a user gives them about a file of one's own, finds a fault in a layer's text?
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { call, REPOSITORY } from '../cli/call.js';
import { faultyFile } from './faults.js';

/** The cheaper ones first. */
export const COMMANDS = ['simulate', 'run', 'explore'] as const;
export type Command = (typeof COMMANDS)[number];

/** The stack of `stacks.ioa` in which the layer is. */
const STACK: Readonly<Record<string, string>> = {
  causal: 'causal',
  total: 'total',
  register: 'register',
  lock: 'lock',
  kv: 'kv',
};

/** The first that ends with exit code 1; with any other code but 0, which. */
export async function finder(
  layer: string,
  text: string,
  commands: readonly Command[] = COMMANDS,
): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'maat-fault-'));
  try {
    cpSync(join(REPOSITORY, 'layers'), folder, {
      recursive: true,
      filter: (path) => !/(dist|src|generated|node_modules)$/.test(path),
    });
    writeFileSync(join(folder, faultyFile(layer)), text);
    for (const command of commands) {
      const { code } = await call(argumentsOf(command, layer), folder);
      if (code === 1) return command;
      if (code !== 0) return `${command} ends with ${String(code)}`;
    }
    return 'nothing';
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function argumentsOf(command: Command, layer: string): readonly string[] {
  return command === 'run'
    ? ['run', `stacks.ioa#${STACK[layer] ?? 'svs'}`, '--refine']
    : [command, faultyFile(layer)];
}
