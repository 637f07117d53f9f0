/** Recorded runs are looked at in the run panel, like all others. */
import type { LogText } from '@maat/verifier';
import type { Source } from '@maat/spec-lang';
import { showPanel } from '../app/panels.js';
import { commands, desk, plain } from '../app/workbench.js';
import { tracer } from '../browser/workers.js';
import { runCommands } from '../run/controller.js';
import type { Target } from '../spec/instance.js';

/** Why not, when it cannot be opened. Without `logs` those of the files that were read last; `source`: the text of the service, put on the desk when it is not there. */
export async function openRecorded(
  target: Target,
  logs: readonly LogText[] | undefined,
  source?: Source,
): Promise<string | undefined> {
  if (source !== undefined) commands.openSource(source);
  const made = await tracer.ask(async (t) => t.recorded(plain(desk.get()), target, logs));
  if (made.kind === 'refused') return made.message;
  showPanel('run');
  await runCommands.openRun(made.target, made.run, made.note);
  return undefined;
}
