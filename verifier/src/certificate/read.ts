/** Certificates as files: written plainly, read strictly, since a ledger's strongest word rests on them. */
import { CLAIM_KINDS } from '../ledger/row.js';
import { CERTIFICATE_VERSION, type Certificate, type Hash } from './certificate.js';
import { broken, pathOf } from './seal.js';
import { misfit, type Shape } from './shape.js';

export type ReadCertificate =
  | { readonly ok: true; readonly certificate: Certificate }
  | { readonly ok: false; readonly message: string };

export function certificateToJson(certificate: Certificate): string {
  return `${JSON.stringify(certificate, null, 1)}\n`;
}

/** What certificateToJson writes and nobody has changed since; otherwise the place where it was. */
export function certificateFromJson(text: string, hash: Hash): ReadCertificate {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { ok: false, message: 'the certificate is not JSON' };
  }
  const wrong = misfit(json, SHAPE);
  if (wrong !== undefined) return { ok: false, message: `this is no certificate: ${wrong}` };
  const certificate = json as Certificate;
  const twice = repeatedName(certificate);
  if (twice !== undefined) return { ok: false, message: `${twice} stands there twice` };
  const place = broken(certificate, hash);
  if (place === undefined) return { ok: true, certificate };
  return { ok: false, message: `the certificate was changed after it was written, at ${place}` };
}

const OBLIGATION: Shape = {
  fields: {
    task: 'string',
    name: 'string',
    shownBy: { oneOf: ['unsat', 'sat', 'run'] },
    hash: 'string',
    parts: 'number',
    way: 'string',
    options: { mapTo: 'string' },
    rlimit: 'number',
    seconds: 'number',
    verdict: { oneOf: ['proved', 'refuted', 'unknown'] },
    seal: 'string',
  },
};

const CLAIM: Shape = {
  fields: {
    kind: { oneOf: CLAIM_KINDS },
    name: 'string',
  },
};

const SHAPE: Shape = {
  fields: {
    maatCertificate: { oneOf: [CERTIFICATE_VERSION] },
    tool: 'string',
    specification: {
      fields: {
        file: 'string',
        text: 'string',
        sources: { listOf: { fields: { file: 'string', hash: 'string' } } },
      },
    },
    solver: { fields: { name: 'string', version: 'string' } },
    asked: {
      fields: {
        only: { listOf: 'string' },
        scope: 'string',
        timeoutMs: 'number',
        seed: 'number',
        rlimit: 'number',
        parametric: { oneOf: ['yes'] },
      },
      optional: ['rlimit', 'parametric'],
    },
    theorems: {
      listOf: {
        fields: {
          claim: CLAIM,
          restsOn: { listOf: CLAIM },
          assumes: { listOf: 'string' },
          obligations: { listOf: OBLIGATION },
        },
      },
    },
    seal: 'string',
  },
};

function repeatedName({ theorems }: Certificate): string | undefined {
  for (const [t, { obligations }] of theorems.entries()) {
    const seen = new Set<string>();
    for (const [o, { name }] of obligations.entries()) {
      if (seen.has(name)) return pathOf(t, o);
      seen.add(name);
    }
  }
  return undefined;
}
