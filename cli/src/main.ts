#!/usr/bin/env node
// The process around the command: standard streams, colours, signals, the exit code.
import type { Host } from './host.js';
import { maat } from './program.js';

let finishing = false;
const enders: (() => void | Promise<void>)[] = [];

const host: Host = {
  cwd: process.cwd(),
  colour: wantsColour(),
  now: () => performance.now(),
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  onInterrupt: (end) => {
    if (enders.length === 0) listenForInterrupts();
    enders.push(end);
  },
};

// A reader that went away (maat … | head) is no fault of the command; there is nobody left to tell.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (cause: NodeJS.ErrnoException) => {
    if (cause.code !== 'EPIPE') throw cause;
    finish(141);
  });
}

process.exitCode = await maat(process.argv.slice(2), host);

function wantsColour(): boolean {
  if (process.env['NO_COLOR'] !== undefined && process.env['NO_COLOR'] !== '') return false;
  return process.env['FORCE_COLOR'] !== undefined || process.stdout.isTTY;
}

/** Only commands with children listen: all others are best ended by the signal itself, at once. */
function listenForInterrupts(): void {
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const) {
    process.on(signal, () => {
      finish(code);
    });
  }
}

/** Lets the enders do their work once; whoever is asked a second time ends at once. */
function finish(code: number): void {
  if (finishing) process.exit(code);
  finishing = true;
  void Promise.allSettled(enders.map(async (end) => end())).finally(() => process.exit(code));
}
