/** One row of the evidence ledger: a claim, what supports it, and of which text it was found. */

/** `parametric`: of the normal form, what is proved once of every value, update and observation. */
export const CLAIM_KINDS = [
  'invariant',
  'simulation',
  'refinement',
  'layer',
  'derivation',
  'service',
  'stack',
  'parametric',
] as const;

export type ClaimKind = (typeof CLAIM_KINDS)[number];

export interface Claim {
  readonly kind: ClaimKind;
  readonly name: string;
}

/** Every state of the scope was expanded; `scope` is `Proc=3,View=2,inputs≤2`, bounds of the environment included. */
export interface ExploredFigures {
  readonly scope: string;
  readonly distinct: number;
  readonly generated: number;
  readonly depth: number;
}

export interface SimulatedFigures {
  readonly scope: string;
  readonly runs: number;
  readonly steps: number;
  readonly seed: number;
}

/** A search that was cut short: all within so many steps, or the first so many states. */
export interface SearchedFigures extends ExploredFigures {
  readonly bound: 'depth' | 'limit';
}

export interface TracedFigures {
  readonly runs: number;
  readonly events: number;
  readonly members: number;
  /** Of the events, those that nobody recorded in full: they were filled in. */
  readonly filled?: number;
}

/** The word is never stronger than what was done. `unknown` says why. */
export type Evidence =
  /** Only a certificate earns this word; `certificate` is its file. */
  | {
      readonly word: 'proved';
      readonly obligations: number;
      readonly certificate: string;
      /** What the proof takes for granted, in words. */
      readonly assuming?: readonly string[];
      /** It is an instance of this, which is proved with it. */
      readonly by?: string;
    }
  | ({ readonly word: 'explored' } & ExploredFigures)
  | ({ readonly word: 'simulated' } & (SimulatedFigures | SearchedFigures))
  | ({ readonly word: 'traced' } & TracedFigures)
  | { readonly word: 'refuted'; readonly reason: string }
  | { readonly word: 'unknown'; readonly reason: string };

export interface Row {
  readonly claim: Claim;
  readonly evidence: Evidence;
  /** Of the text of the program that the claim is about; see `hashText`. */
  readonly hash: string;
}

/** The name of a text in the ledger: 64 bits of FNV-1a over its UTF-16 units, in hexadecimal. */
export function hashText(text: string): string {
  let hash = 0xcbf29ce484222325n;
  for (let i = 0; i < text.length; i++) {
    hash = ((hash ^ BigInt(text.charCodeAt(i))) * 0x100000001b3n) & 0xffffffffffffffffn;
  }
  return hash.toString(16).padStart(16, '0');
}

export function showEvidence(evidence: Evidence): string {
  switch (evidence.word) {
    case 'proved':
      return `proved${evidence.by === undefined ? '' : ` by ${evidence.by}`}, ${evidence.obligations} obligations${assumptionText(evidence.assuming)}`;
    case 'explored':
      return `explored, ${inScope(evidence.scope)}all ${evidence.distinct} states, depth ${evidence.depth}`;
    case 'simulated':
      return `simulated, ${inScope(evidence.scope)}${simulatedExtent(evidence)}`;
    case 'traced':
      return `traced, ${evidence.events} events of ${evidence.members} members${filledIn(evidence)}`;
    case 'refuted':
    case 'unknown':
      return `${evidence.word}: ${evidence.reason}`;
  }
}

function filledIn({ filled = 0 }: TracedFigures): string {
  return filled === 0 ? '' : `, ${filled} of them filled in`;
}

function inScope(scope: string): string {
  return scope === '' ? '' : `${scope}: `;
}

function assumptionText(assuming: readonly string[] = []): string {
  return assuming.map((text) => `, assuming that ${text}`).join('');
}

function simulatedExtent(evidence: SimulatedFigures | SearchedFigures): string {
  if ('runs' in evidence)
    return `${evidence.runs} runs of ${evidence.steps} steps from seed ${evidence.seed}`;
  return evidence.bound === 'depth'
    ? `${evidence.distinct} states within ${evidence.depth} steps`
    : `the first ${evidence.distinct} states, to depth ${evidence.depth}`;
}
