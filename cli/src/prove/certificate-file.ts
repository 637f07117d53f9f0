// Certificates as files, and the hash that they are sealed with.
import { createHash } from 'node:crypto';
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import {
  certificateFromJson,
  certificateToJson,
  type Certificate,
  type CertifiedText,
} from '@maat/verifier';
import { BadInput } from '../failure.js';
import type { Host } from '../host.js';
import { readText } from '../input/read.js';
import type { Specification } from '../input/specification.js';
import { hashOf } from '../ledger.js';

const MOST_BYTES = 64 * 1024 * 1024;

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Refuses what is damaged or was changed, with the place. */
export function readCertificate(host: Host, file: string): Certificate {
  const read = certificateFromJson(readText(host, file, MOST_BYTES), sha256);
  if (!read.ok) throw new BadInput(read.message, file);
  return read.certificate;
}

/** Through a second file, so that a reader never sees half a certificate. */
export function writeCertificate(host: Host, file: string, certificate: Certificate): void {
  const path = resolve(host.cwd, file);
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(`${path}.new`, certificateToJson(certificate));
    renameSync(`${path}.new`, path);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new BadInput(`the certificate cannot be written: ${reason}`, file);
  }
}

/** The text that a proof is about: the file and all that it imports. */
export function certifiedText(specification: Specification): CertifiedText {
  return {
    file: specification.file,
    text: hashOf(specification),
    sources: specification.sources.map(({ file, text }) => ({ file, hash: sha256(text) })),
  };
}
