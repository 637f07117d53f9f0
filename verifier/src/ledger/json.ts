/** The ledger as a file: plain JSON, read strictly, so that no evidence comes from a damaged one. */
import type { Ledger } from './ledger.js';
import { CLAIM_KINDS, type Evidence, type Row } from './row.js';

export type ReadLedger =
  { readonly ok: true; readonly ledger: Ledger } | { readonly ok: false; readonly message: string };

/** 2: `explored` means all states of the scope. */
const VERSION = 2;

export function ledgerToJson(ledger: Ledger): string {
  return `${JSON.stringify({ maatLedger: VERSION, rows: ledger.rows }, null, 1)}\n`;
}

/** What ledgerToJson writes; anything else is refused, with the row that is wrong. */
export function ledgerFromJson(text: string): ReadLedger {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { ok: false, message: 'the ledger is not JSON' };
  }
  if (!isRecord(json) || json['maatLedger'] !== VERSION || !Array.isArray(json['rows'])) {
    return { ok: false, message: `this is no ledger of version ${VERSION}` };
  }
  const rows: readonly unknown[] = json['rows'];
  const wrong = rows.findIndex((row) => !isRow(row));
  if (wrong >= 0) return { ok: false, message: `row ${wrong + 1} of the ledger cannot be read` };
  return { ok: true, ledger: { rows: rows.filter(isRow) } };
}

type Fields = Readonly<Record<string, string>>;

const SEARCHED: Fields = {
  scope: 'string',
  distinct: 'number',
  generated: 'number',
  depth: 'number',
};

/** The fields that each word must come with; any one of the lists will do. */
const FIELDS: Readonly<Record<Evidence['word'], readonly Fields[]>> = {
  proved: [{ obligations: 'number', certificate: 'string' }],
  explored: [SEARCHED],
  simulated: [
    { scope: 'string', runs: 'number', steps: 'number', seed: 'number' },
    { ...SEARCHED, bound: 'string' },
  ],
  traced: [
    { runs: 'number', events: 'number', members: 'number', filled: 'number' },
    { runs: 'number', events: 'number', members: 'number', filled: 'undefined' },
  ],
  refuted: [{ reason: 'string' }],
  unknown: [{ reason: 'string' }],
};

function isRow(json: unknown): json is Row {
  if (!isRecord(json) || typeof json['hash'] !== 'string') return false;
  const { claim, evidence } = json;
  if (!isRecord(claim) || typeof claim['name'] !== 'string') return false;
  if (!CLAIM_KINDS.some((kind) => kind === claim['kind']) || !isRecord(evidence)) return false;
  const word = String(evidence['word']);
  if (!isWord(word)) return false;
  return FIELDS[word].some((fields) =>
    Object.entries(fields).every(([name, type]) => typeof evidence[name] === type),
  );
}

function isWord(word: string): word is Evidence['word'] {
  return Object.hasOwn(FIELDS, word);
}

function isRecord(json: unknown): json is Readonly<Record<string, unknown>> {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}
