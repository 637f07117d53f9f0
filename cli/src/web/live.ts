// Real groups for the page: it asks over HTTP, hears of what happens as server-sent events, and takes its group with it.
import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { stacks } from '@maat/layers';
import { LiveGroup, type LiveDeed } from '@maat/runtime/hosts';
import { deedFrom, optionsFrom, type Asked } from './live-requests.js';

export const LIVE = '/live/';

const NEWS_EVERY = 100;
const MOST_PAGES = 4;
const LARGEST_REQUEST = 64 * 1024;

/** One page, as long as it listens. */
interface Listener {
  readonly id: string;
  readonly response: ServerResponse;
  readonly timer: NodeJS.Timeout;
  group: LiveGroup | undefined;
}

/** Answers whatever begins with `/live/`, but only to a page that this server gave out, and that has its key. */
export class LiveDoor {
  private readonly key: string;
  private readonly listeners = new Map<string, Listener>();
  private count = 0;

  constructor(key: string) {
    this.key = key;
  }

  answer(request: IncomingMessage, response: ServerResponse): void {
    const url = new URL(request.url ?? '/', 'http://localhost');
    if (!isOfThisServer(request) || !this.knows(request.headers['maat-key'] ?? url.searchParams)) {
      request.resume();
      refuse(response, 403, 'this page may not start processes');
      return;
    }
    if (url.pathname === `${LIVE}news` && request.method === 'GET') this.listen(response);
    else if (url.pathname === `${LIVE}do` && request.method === 'POST')
      void this.carryOut(request, response, url.searchParams.get('page') ?? '');
    else {
      request.resume();
      refuse(response, 404, 'there is nothing here');
    }
  }

  /** Everything that was started here ends with the server. */
  close(): void {
    for (const listener of this.listeners.values()) this.end(listener);
  }

  private knows(given: string | readonly string[] | URLSearchParams): boolean {
    const text = given instanceof URLSearchParams ? (given.get('key') ?? '') : String(given);
    const [mine, theirs] = [Buffer.from(this.key), Buffer.from(text)];
    return mine.length === theirs.length && timingSafeEqual(mine, theirs);
  }

  private listen(response: ServerResponse): void {
    if (this.listeners.size >= MOST_PAGES) {
      refuse(response, 503, `${MOST_PAGES} pages have groups already`);
      return;
    }
    response.writeHead(200, {
      'Content-Type': 'text/event-stream',
      'Cache-Control': 'no-store',
      'Cross-Origin-Resource-Policy': 'same-origin',
    });
    this.count += 1;
    const listener: Listener = {
      id: String(this.count),
      response,
      timer: setInterval(() => {
        tellNews(listener);
      }, NEWS_EVERY),
      group: undefined,
    };
    this.listeners.set(listener.id, listener);
    response.on('close', () => {
      this.end(listener);
    });
    send(response, { kind: 'hello', page: listener.id, stacks: [...stacks.keys()] });
  }

  private end(listener: Listener): void {
    clearInterval(listener.timer);
    listener.group?.close();
    listener.group = undefined;
    listener.response.end();
    this.listeners.delete(listener.id);
  }

  private async carryOut(
    request: IncomingMessage,
    response: ServerResponse,
    page: string,
  ): Promise<void> {
    const listener = this.listeners.get(page);
    if (listener === undefined) {
      request.resume();
      refuse(response, 409, 'the page listens no more');
      return;
    }
    try {
      await this.do(listener, askedIn(await bodyOf(request)));
      answer(response, 200, { kind: 'done' });
    } catch (failure) {
      // Whatever goes wrong with one request, the server goes on.
      const message = failure instanceof Error ? failure.message : String(failure);
      refuse(response, failure instanceof RangeError ? 200 : 500, message);
    }
  }

  private async do(listener: Listener, asked: Asked): Promise<void> {
    if (asked.kind === 'deed') return toGroup(listener, asked.deed);
    listener.group?.close();
    listener.group = undefined;
    const group = await LiveGroup.open(asked.options);
    // The page may have gone while the processes were starting.
    if (this.listeners.get(listener.id) === listener) listener.group = group;
    else group.close();
  }
}

async function toGroup({ group }: Listener, deed: LiveDeed): Promise<void> {
  if (group === undefined) throw new RangeError('no group is running');
  await group.do(deed);
}

/** A name that another machine may resolve to this address is not this server's; nor is another page's origin. */
function isOfThisServer({ headers, socket }: IncomingMessage): boolean {
  const { host = '', origin } = headers;
  const site = headers['sec-fetch-site'];
  const isLocal = ['127.0.0.1', '[::1]', 'localhost'].some(
    (name) => host === `${name}:${socket.localPort ?? 0}`,
  );
  const isOwn = origin === undefined || origin === `http://${host}`;
  return isLocal && isOwn && (site === undefined || site === 'same-origin');
}

function askedIn(body: string): Asked {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    throw new RangeError('the request is no JSON');
  }
  const asked = optionsFrom(json) ?? deedFrom(json);
  if (asked === undefined) throw new RangeError('the request asks for nothing that is known');
  return asked;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > LARGEST_REQUEST) throw new RangeError('the request is too large');
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

function tellNews({ group, response }: Listener): void {
  if (group !== undefined) send(response, { kind: 'news', ...group.news() });
}

function send(response: ServerResponse, message: object): void {
  response.write(`data: ${JSON.stringify(message)}\n\n`);
}

function refuse(response: ServerResponse, status: number, message: string): void {
  answer(response, status, { kind: 'refused', message });
}

function answer(response: ServerResponse, status: number, message: object): void {
  response.writeHead(status, {
    'Content-Type': 'application/json; charset=utf-8',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'X-Content-Type-Options': 'nosniff',
  });
  response.end(JSON.stringify(message));
}
