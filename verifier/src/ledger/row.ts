/** One row of the evidence ledger: a claim, what supports it, and of which text it was found. */

export type ClaimKind =
  'invariant' | 'simulation' | 'refinement' | 'layer' | 'derivation' | 'service' | 'stack';

export interface Claim {
  readonly kind: ClaimKind;
  readonly name: string;
}

/** What was counted; `scope` is `Proc=3,View=2`. */
export interface ExploredFigures {
  readonly scope: string;
  readonly distinct: number;
  readonly generated: number;
  readonly depth: number;
  /** False: only to this depth. */
  readonly complete: boolean;
}

export interface SimulatedFigures {
  readonly scope: string;
  readonly runs: number;
  readonly steps: number;
  readonly seed: number;
}

export interface TracedFigures {
  readonly runs: number;
  readonly events: number;
  readonly members: number;
}

/** The word is never stronger than what was done. `unknown` says why. */
export type Evidence =
  /** Only a certificate earns this word; `certificate` is its file. */
  | { readonly word: 'proved'; readonly obligations: number; readonly certificate: string }
  | ({ readonly word: 'explored' } & ExploredFigures)
  | ({ readonly word: 'simulated' } & SimulatedFigures)
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
      return `proved, ${evidence.obligations} obligations`;
    case 'explored': {
      const { scope, distinct, depth, complete } = evidence;
      const extent = complete ? 'all' : `to depth ${depth}`;
      return `explored, ${scope === '' ? '' : `${scope}: `}${extent}, ${distinct} states`;
    }
    case 'simulated':
      return `simulated, ${evidence.runs} runs of ${evidence.steps} steps from seed ${evidence.seed}`;
    case 'traced':
      return `traced, ${evidence.events} events of ${evidence.members} members`;
    case 'refuted':
    case 'unknown':
      return `${evidence.word}: ${evidence.reason}`;
  }
}
