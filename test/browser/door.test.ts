// The server of the workbench starts processes for its own page, and for nobody else.
import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serve, type Served } from './support/workbench.js';

let served: Served;
let key: string;

beforeAll(async () => {
  served = await serve();
  key = new URL(served.url).searchParams.get('key') ?? '';
}, 300_000);

afterAll(() => served.end());

describe('the door to real processes', () => {
  it.each([
    ['without the key', { 'Maat-Key': '' }],
    ['with another key', { 'Maat-Key': 'f'.repeat(32) }],
    ['of another origin', { Origin: 'http://example.org' }],
    ['of another site', { 'Sec-Fetch-Site': 'cross-site' }],
    ['for another name of this machine', { Host: 'example.org' }],
  ])('is shut to a request %s', async (_, headers) => {
    expect(await ask('/live/do?page=1', headers)).toMatchObject({ status: 403 });
  });

  it('has a key that nobody guesses', () => {
    expect(key).toMatch(/^[0-9a-f]{32}$/);
  });

  it('is shut to a listener without the key', async () => {
    expect(await ask('/live/news?key=', { 'Maat-Key': '' }, 'GET')).toMatchObject({
      status: 403,
    });
  });

  it('starts nothing for a page that does not listen', async () => {
    expect(await ask('/live/do?page=1', {})).toMatchObject({ status: 409 });
  });
});

type Headers = Readonly<Record<string, string>>;

interface Answer {
  readonly status: number | undefined;
}

function ask(path: string, headers: Headers, method = 'POST'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request(
      new URL(path, served.url),
      { method, agent: false, headers: { 'Maat-Key': key, ...headers } },
      (response) => {
        response.resume();
        resolve({ status: response.statusCode });
      },
    );
    asked.on('error', reject);
    asked.end('{"kind":"start","stack":"total","members":3,"seed":1,"loss":0}');
  });
}
