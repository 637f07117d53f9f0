// Proofs that were made before: of the same meaning, by the same build, asked in the same way. What is remembered is
// a certificate, and counts only when it is whole, of just these texts, and everything in it is proved.
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { essenceOf, type Source } from '@maat/spec-lang';
import { certificateFromJson, type Asked, type Certificate } from '@maat/verifier';
import type { Host } from '../host.js';
import { loaderOf, rootSource } from '../input/specification.js';
import { sha256 } from './certificate-file.js';
import { toolFingerprint } from './tool-fingerprint.js';

/** What a proof is remembered by, before any text is read. */
export interface Question {
  readonly file: string;
  readonly asked: Asked;
  readonly solver: { readonly name: string; readonly version: string };
}

export interface Remembered {
  readonly certificate: Certificate;
  /** How many questions were answered for it. */
  readonly questions: number;
}

/** A text that was looked for, by whom, and what was found. */
interface Looked {
  readonly path: string;
  readonly from?: string;
  readonly found: string;
}

export class RememberedProofs {
  private readonly host: Host;
  private readonly place: string;
  private readonly key: string | undefined;
  private readonly looked = new Map<string, Looked>();

  constructor(host: Host, cache: string, question: Question) {
    this.host = host;
    const { file, asked, solver } = question;
    const tool = toolFingerprint();
    const folder = dirname(resolve(host.cwd, file));
    // Claims beside a layer are proved with it: whether there are any is part of what is asked.
    const beside = existsSync(join(folder, 'proof.ioa'));
    const { name, version } = solver;
    this.key =
      tool === undefined
        ? undefined
        : sha256(
            JSON.stringify([FORMAT, tool, name, version, resolve(host.cwd, file), asked, beside]),
          );
    this.place = resolve(host.cwd, cache, 'proofs', this.key ?? '');
  }

  /** The host, with all texts noted that are read through it. */
  noting(): Host {
    return {
      ...this.host,
      looked: (path, from, source) => {
        const found = foundText(source);
        const entry = from === undefined ? { path, found } : { path, from, found };
        this.looked.set(JSON.stringify([path, from]), entry);
      },
    };
  }

  /** Nothing when a text has another meaning now, and when what is written there is not what was written. */
  read(): Remembered | undefined {
    if (this.key === undefined) return undefined;
    const entry = this.entry();
    if (entry === undefined) return undefined;
    const { looked, questions, certificate } = entry;
    if (!looked.every((each) => this.isAsBefore(each))) return undefined;
    const read = certificateFromJson(certificate, sha256);
    if (!read.ok || !isProved(read.certificate)) return undefined;
    return { certificate: read.certificate, questions };
  }

  /** What is not proved altogether is not remembered: its reasons are looked for anew. */
  write(certificate: Certificate, questions: number): void {
    if (this.key === undefined || !isProved(certificate)) return;
    const text = JSON.stringify({
      looked: [...this.looked.values()],
      questions,
      certificate: JSON.stringify(certificate),
    });
    try {
      const folder = dirname(this.place);
      mkdirSync(folder, { recursive: true });
      const temporary = `${this.place}.${String(process.pid)}`;
      writeFileSync(temporary, `${this.checkOf(text)}\n${text}`);
      renameSync(temporary, this.place);
      forgetOldest(folder);
    } catch {
      // It is made again the next time.
    }
  }

  private entry(): Entry | undefined {
    try {
      const written = readFileSync(this.place, 'utf8');
      const end = written.indexOf('\n');
      const text = written.slice(end + 1);
      return written.slice(0, end) === this.checkOf(text) ? (JSON.parse(text) as Entry) : undefined;
    } catch {
      return undefined;
    }
  }

  private checkOf(text: string): string {
    return sha256(`${this.key ?? ''}\n${text}`);
  }

  private isAsBefore({ path, from, found }: Looked): boolean {
    try {
      const source =
        from === undefined ? rootSource(this.host, path) : loaderOf(this.host)(path, from);
      return foundText(source) === found;
    } catch {
      return false;
    }
  }
}

interface Entry {
  readonly looked: readonly Looked[];
  readonly questions: number;
  readonly certificate: string;
}

const FORMAT = 1;

function foundText(source: Source | undefined): string {
  return source === undefined ? 'nothing' : `${source.file} ${sha256(essenceOf(source))}`;
}

function isProved({ theorems }: Certificate): boolean {
  const all = theorems.flatMap((t) => t.obligations);
  return all.length > 0 && all.every((o) => o.verdict === 'proved');
}

const MOST_KEPT = 200;

function forgetOldest(folder: string): void {
  const files = readdirSync(folder).map((name) => join(folder, name));
  if (files.length <= MOST_KEPT) return;
  const byAge = files.map((file) => ({ file, at: statSync(file).mtimeMs }));
  byAge.sort((a, b) => a.at - b.at);
  for (const { file } of byAge.slice(0, files.length - MOST_KEPT)) rmSync(file, { force: true });
}
