// Serves a folder of static files to this machine, isolated from other origins as the solver's threads need it.
import { createReadStream, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize, sep } from 'node:path';
import { LIVE, type LiveDoor } from './live.js';

export interface Serving {
  readonly url: string;
  close(): Promise<void>;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.ttf': 'font/ttf',
  '.ioa': 'text/plain; charset=utf-8',
};

const ISOLATED = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
};

/** Rejects when the port is taken. Port 0 is any that is free. What is `live` answers for itself. */
export async function serveFolder(
  folder: string,
  host: string,
  port: number,
  live?: LiveDoor,
): Promise<Serving> {
  const server = createServer((request, response) => {
    if (live !== undefined && request.url?.startsWith(LIVE) === true)
      live.answer(request, response);
    else answer(folder, request, response);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const close = (): Promise<void> => {
    live?.close();
    return closed(server);
  };
  return { url: urlOf(server, host), close };
}

function answer(folder: string, request: IncomingMessage, response: ServerResponse): void {
  const file = fileFor(folder, request.url ?? '/');
  const size = file === undefined ? undefined : sizeOf(file);
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  if (!isRead) refuse(response, 405);
  else if (file === undefined || size === undefined) refuse(response, 404);
  else give(response, file, size, request.method === 'HEAD');
}

function give(response: ServerResponse, file: string, size: number, headOnly: boolean): void {
  response.writeHead(200, {
    ...ISOLATED,
    'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream',
    'Content-Length': size,
    'Cache-Control': file.includes(`${sep}assets${sep}`)
      ? 'public, max-age=31536000, immutable'
      : 'no-cache',
  });
  if (headOnly) response.end();
  else
    createReadStream(file)
      .on('error', () => response.destroy())
      .pipe(response);
}

/** Undefined for a path that leads out of the folder, or that is none. */
function fileFor(folder: string, url: string): string | undefined {
  try {
    const path = decodeURIComponent(new URL(url, 'http://localhost').pathname);
    const file = normalize(join(folder, path.endsWith('/') ? `${path}index.html` : path));
    return file.startsWith(normalize(folder) + sep) ? file : undefined;
  } catch {
    return undefined;
  }
}

function sizeOf(file: string): number | undefined {
  const stats = statSync(file, { throwIfNoEntry: false });
  return stats?.isFile() === true ? stats.size : undefined;
}

function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status, { ...ISOLATED, 'Content-Type': 'text/plain; charset=utf-8' });
  response.end(status === 404 ? 'There is no such file.\n' : 'Only GET is answered here.\n');
}

function urlOf(server: Server, host: string): string {
  const { port } = server.address() as AddressInfo;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}/`;
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeAllConnections();
  });
}
