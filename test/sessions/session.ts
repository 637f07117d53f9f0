// A literate session: the `console` blocks of a Markdown page, run line by line.
import { call, REPOSITORY } from '../cli/call.js';

/** Runs each `$ maat …` of the page and gives the page back, with what was printed where it differs from what stands there. */
export async function rerun(page: string): Promise<string> {
  const parts = page.split(/^(```console\n[\s\S]*?^```)$/m);
  const done: string[] = [];
  for (const part of parts)
    done.push(part.startsWith('```console\n') ? await rerunBlock(part) : part);
  return done.join('');
}

/** The commands of a page. */
export function commandsOf(page: string): readonly string[] {
  const blocks = page.match(/^```console\n[\s\S]*?^```$/gm) ?? [];
  return blocks.flatMap((block) => block.split('\n').filter((line) => line.startsWith('$ maat ')));
}

async function rerunBlock(block: string): Promise<string> {
  const inside = block.slice('```console\n'.length, -'```'.length);
  const done: string[] = [];
  for (const entry of inside.split(/^(?=\$ )/m)) done.push(await rerunEntry(entry));
  return `\`\`\`console\n${done.join('')}\`\`\``;
}

/** Told only on slow machines. */
const PROGRESS = /^ {2}\d+ s {2}.*\n/gm;

async function rerunEntry(entry: string): Promise<string> {
  const [command = '', ...lines] = entry.split('\n');
  if (!command.startsWith('$ maat ')) return entry;
  const args = words(command.slice('$ maat '.length));
  const called = await call(args, REPOSITORY, () => performance.now());
  const printed =
    called.all.replace(PROGRESS, '') + (called.code === 0 ? '' : `[exit ${called.code}]\n`);
  const stands = lines.join('\n');
  return fits(stands, printed) ? entry : `${command}\n${printed}`;
}

/** `…` alone on a line stands for any lines; times, rates and trailing space do not count. */
export function fits(stands: string, printed: string): boolean {
  const pattern = plain(stands)
    .split('\n')
    .map((line) =>
      line.trim() === '…' ? '(?:.*\\n)*?.*' : line.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'),
    )
    .join('\n');
  return new RegExp(`^${pattern}$`).test(plain(printed));
}

function plain(text: string): string {
  return text
    .trimEnd()
    .replace(/\d[\d,.]*(?= (s|ms|states\/s|events\/s)\b)/g, '#')
    .replace(/[ \t]+$/gm, '')
    .replace(/ {2,}(?=#)/g, '  ');
}

/** As a shell would split it, quotes included; nothing is expanded. */
function words(line: string): readonly string[] {
  return [...line.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map((m) => m[1] ?? m[2] ?? m[3] ?? '');
}
