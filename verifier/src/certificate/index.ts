/** Certificates: written after a proof, read and replayed by whoever doubts it. */
export type {
  Asked,
  Certificate,
  CertifiedObligation,
  CertifiedText,
  CertifiedTheorem,
  Hash,
} from './certificate.js';
export { certify, hashOfParts, type Proof } from './certify.js';
export { certificateFromJson, certificateToJson, type ReadCertificate } from './read.js';
export { compare, type Comparison, type Difference, type Rebuilt } from './rebuild.js';
export { replay, type Agreement, type Replayed } from './replay.js';
export { seal } from './seal.js';
