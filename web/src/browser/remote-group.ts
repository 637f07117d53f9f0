/** A group of real processes, as the server that has started them tells of it. It ends when nobody listens any more. */
import { stacks } from '@maat/layers';
import { assemble, type Deed, type ProcessLog, type Stack } from '@maat/runtime';
import type { TraceLine } from '@maat/spec-lang';
import { inOrder, type GroupOptions, type Member, type News } from '../live/group.js';

type Message =
  | { readonly kind: 'hello'; readonly page: string }
  | {
      readonly kind: 'news';
      readonly time: number;
      readonly members: readonly Omit<Member, 'events'>[];
      readonly lines: readonly { readonly process: string; readonly lines: readonly TraceLine[] }[];
      readonly refusals: readonly string[];
    };

const GONE = 'The server has gone, and the processes with it. What they recorded is still here.';
const MOST_REFUSALS = 5;

export class RemoteGroup {
  readonly stack: Stack;
  readonly first: readonly string[];
  private readonly key: string;
  private readonly source: EventSource;
  private readonly lines = new Map<string, TraceLine[]>();
  private fresh: News['events'][number][] = [];
  private members: readonly Omit<Member, 'events'>[] = [];
  private refusals: readonly string[] = [];
  private page = '';
  private time = 0;
  private isGone = false;

  static async open(options: GroupOptions, key: string): Promise<RemoteGroup> {
    const group = new RemoteGroup(options, key);
    try {
      await group.begun();
      const { stack, members, seed, loss } = options;
      await group.ask({ kind: 'start', stack, members, seed, loss });
      return group;
    } catch (failure) {
      group.close();
      throw failure;
    }
  }

  private constructor({ stack, members }: GroupOptions, key: string) {
    const modules = stacks.get(stack);
    if (modules === undefined)
      throw new RangeError(`real processes run the stacks of the registry, and ${stack} is none`);
    this.stack = assemble(modules);
    this.first = Array.from({ length: members }, (_, i) => `p${i}`);
    this.key = key;
    this.source = new EventSource(address('news', { key }));
    this.source.addEventListener('message', ({ data }: MessageEvent<string>) => {
      this.hear(JSON.parse(data) as Message);
    });
  }

  async do(deed: Deed): Promise<void> {
    if (deed.kind === 'slow') throw new RangeError('a link of this machine cannot be made slow');
    await this.ask(deed);
  }

  /** What was heard since the last time; that time passes is not of the page's doing. */
  advance(): News {
    if (this.isGone) throw new RangeError(GONE);
    const events = this.fresh;
    this.fresh = [];
    const { time, refusals } = this;
    const members = this.members.map((m) => ({
      ...m,
      events: this.lines.get(m.name)?.length ?? 0,
    }));
    return { time, events: inOrder(events), members, refusals };
  }

  logs(): readonly ProcessLog[] {
    return this.members.map(({ name, state }) => ({
      process: name,
      lines: this.lines.get(name) ?? [],
      end: state === 'crashed' ? 'killed' : 'closed',
    }));
  }

  close(): void {
    this.source.close();
  }

  private begun(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.source.addEventListener(
        'message',
        () => {
          resolve();
        },
        { once: true },
      );
      // It would try again by itself, but a group that was given up does not come back.
      this.source.addEventListener('error', () => {
        this.isGone = true;
        this.source.close();
        reject(
          new RangeError('The server does not answer: it has gone, or it gave out another page.'),
        );
      });
    });
  }

  private hear(message: Message): void {
    if (message.kind === 'hello') {
      this.page = message.page;
      return;
    }
    this.time = message.time;
    this.members = message.members;
    this.refusals = [...this.refusals, ...message.refusals].slice(-MOST_REFUSALS);
    for (const { process, lines } of message.lines) {
      const known = this.lines.get(process) ?? [];
      known.push(...lines);
      this.lines.set(process, known);
      const shown = lines.filter((line) => line.witness?.internal !== true);
      this.fresh.push(...shown.map((line) => ({ process, line })));
    }
  }

  private async ask(request: object): Promise<void> {
    const { page, key } = this;
    const answer = await fetch(address('do', { page }), {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Maat-Key': key },
      body: JSON.stringify(request),
    }).catch(() => undefined);
    if (answer === undefined) throw new RangeError(GONE);
    const said = (await answer.json()) as { readonly kind: string; readonly message?: string };
    if (said.kind === 'refused') throw new RangeError(said.message ?? 'the server refuses it');
  }
}

function address(path: string, query: Readonly<Record<string, string>>): string {
  const url = new URL(`/live/${path}`, location.origin);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return url.href;
}
