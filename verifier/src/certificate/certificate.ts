/** A certificate: what was proved of which text, by which solver, obligation by obligation, for a stranger to replay. */
import type { ProofVerdict, ShownBy } from '../prove/task.js';
import type { Claim } from '../ledger/row.js';

export const CERTIFICATE_VERSION = 2;

/** The file: the content, and a seal at its end that a changed or shortened list breaks. */
export interface Certificate {
  readonly maatCertificate: typeof CERTIFICATE_VERSION;
  readonly tool: string;
  readonly specification: CertifiedText;
  readonly solver: { readonly name: string; readonly version: string };
  /** What was asked for beyond what the obligations want. */
  readonly asked: Asked;
  readonly theorems: readonly CertifiedTheorem[];
  /** Of all before it. */
  readonly seal: string;
}

export interface CertifiedText {
  readonly file: string;
  /** The ledger's name of the text with all that it imports. */
  readonly text: string;
  readonly sources: readonly { readonly file: string; readonly hash: string }[];
}

export interface Asked {
  /** The names that `--only` gave; empty for everything. */
  readonly only: readonly string[];
  /** Of the runs in which actions are to be seen. */
  readonly scope: string;
  readonly timeoutMs: number;
  readonly seed: number;
  readonly rlimit?: number;
  /** Derivations were proved as instances of the normal form's. */
  readonly parametric?: 'yes';
}

export interface CertifiedTheorem {
  readonly claim: Claim;
  /** Theorems that it takes for granted. */
  readonly restsOn: readonly Claim[];
  /** What it takes for granted of the world in which layers run, in words. */
  readonly assumes: readonly string[];
  readonly obligations: readonly CertifiedObligation[];
}

export interface CertifiedObligation {
  readonly task: string;
  readonly name: string;
  readonly shownBy: ShownBy;
  /** Of the texts of its parts, with their declarations; of the place in a run. */
  readonly hash: string;
  readonly parts: number;
  readonly way: string;
  readonly options: Readonly<Record<string, string>>;
  readonly rlimit: number;
  readonly seconds: number;
  readonly verdict: ProofVerdict;
  /** Of this entry and all before it: a changed one is found by its own seal, a missing one by its successor's. */
  readonly seal: string;
}

/** SHA-256 in hexadecimal; the platform has it. */
export type Hash = (text: string) => string;
