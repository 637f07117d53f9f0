/** Seals: each entry's is of itself and of the seal before it, so that the first broken one shows the place. */
import type { Certificate, CertifiedObligation, CertifiedTheorem, Hash } from './certificate.js';

/** An entry without its seal. */
export type Unsealed<T> = Omit<T, 'seal'>;

export interface UnsealedTheorem extends Omit<CertifiedTheorem, 'obligations'> {
  readonly obligations: readonly Unsealed<CertifiedObligation>[];
}

export interface UnsealedCertificate extends Omit<Certificate, 'seal' | 'theorems'> {
  readonly theorems: readonly UnsealedTheorem[];
}

export function seal(content: UnsealedCertificate, hash: Hash): Certificate {
  const head = headOf(content);
  let last = next('', head, hash);
  const sealed = content.theorems.map(({ claim, restsOn, assumes, obligations }) => ({
    claim,
    restsOn,
    assumes,
    obligations: obligations.map((obligation) => {
      const entry = bare(obligation);
      last = next(last, [claim, restsOn, assumes, entry], hash);
      return { ...entry, seal: last };
    }),
  }));
  return { ...head, theorems: sealed, seal: next(last, sealed.length, hash) };
}

/** The path of the first thing that is not as it was sealed; undefined when all is. */
export function broken(certificate: Certificate, hash: Hash): string | undefined {
  const whole = seal(certificate, hash);
  for (const [t, theorem] of certificate.theorems.entries()) {
    for (const [o, { seal: given }] of theorem.obligations.entries()) {
      if (whole.theorems[t]?.obligations[o]?.seal === given) continue;
      return t === 0 && o === 0 ? 'its head, or theorems[0].obligations[0]' : pathOf(t, o);
    }
  }
  return whole.seal === certificate.seal ? undefined : 'the end of theorems';
}

export function pathOf(theorem: number, obligation: number): string {
  return `theorems[${theorem}].obligations[${obligation}]`;
}

function headOf(
  content: Omit<UnsealedCertificate, 'theorems'>,
): Omit<UnsealedCertificate, 'theorems'> {
  const { maatCertificate, tool, specification, solver, asked } = content;
  return { maatCertificate, tool, specification, solver, asked };
}

function bare(entry: Unsealed<CertifiedObligation>): Unsealed<CertifiedObligation> {
  const { task, name, shownBy, hash, parts, way, options, rlimit, seconds, verdict } = entry;
  return { task, name, shownBy, hash, parts, way, options, rlimit, seconds, verdict };
}

function next(last: string, content: unknown, hash: Hash): string {
  return hash(`${last}\n${canonical(content)}`).slice(0, 32);
}

/** The same text for the same content, in whatever order its fields stand. */
function canonical(content: unknown): string {
  return JSON.stringify(content, (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}
