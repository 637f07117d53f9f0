// The table of rooms: what each may import, and through which doors. ARCHITECTURE.md shows it.

export interface Room {
  readonly name: string;
  readonly about: string;
  /** The rooms whose doors this room may use. */
  readonly uses: readonly string[];
  /** Doors, by the name that importers write. */
  readonly doors: Readonly<Record<string, string>>;
  /** Folders where files, clocks, sockets and the process may be touched; elsewhere the room is pure. */
  readonly shells: readonly string[];
}

export const ROOMS: readonly Room[] = [
  {
    ...room(
      'spec-lang',
      'the language: text to typed program, one reference semantics, library of services, language service',
      [],
    ),
    doors: {
      '@maat/spec-lang': 'spec-lang/src/index.ts',
      '@maat/spec-lang/service': 'spec-lang/src/service/index.ts',
      '@maat/spec-lang/grammar/ioa.tmLanguage.json': 'spec-lang/grammar/ioa.tmLanguage.json',
      '@maat/spec-lang/grammar/language-configuration.json':
        'spec-lang/grammar/language-configuration.json',
    },
  },
  {
    ...room('verifier', 'is it true? explorer, proofs, simulation relations, traces, ledger', [
      'spec-lang',
    ]),
    doors: {
      '@maat/verifier': 'verifier/src/index.ts',
      '@maat/verifier/solvers': 'verifier/src/solvers/index.ts',
    },
    shells: ['verifier/src/solvers/'],
  },
  room('synthesis', 'make another: services into layers, layers into TypeScript', ['spec-lang']),
  room('layers', 'the protocols: one folder a layer, with its page and its generated code', []),
  {
    ...room('runtime', 'let it run: engine, wire format, simulated world, sockets, recorder', [
      'layers',
      'spec-lang',
    ]),
    doors: {
      '@maat/runtime': 'runtime/src/index.ts',
      '@maat/runtime/hosts': 'runtime/src/hosts/index.ts',
    },
    shells: ['runtime/src/hosts/'],
  },
  {
    ...room('web', 'see it: the browser workbench', [
      'spec-lang',
      'verifier',
      'synthesis',
      'layers',
      'runtime',
    ]),
    shells: ['web/src/browser/', 'web/src/workers/'],
  },
  {
    ...room('cli', 'the one command: files, colours and exit codes', [
      'spec-lang',
      'verifier',
      'synthesis',
      'layers',
      'runtime',
    ]),
    doors: { '@maat/cli': 'cli/src/index.ts', '@maat/cli/lsp': 'cli/src/lsp/index.ts' },
    shells: ['cli/'],
  },
  {
    ...room('editor', 'in other editors: the extension for VS Code', ['spec-lang', 'cli']),
    shells: ['editor/'],
  },
  {
    ...room('test', 'the book: cases, laws, stories', [
      'spec-lang',
      'verifier',
      'synthesis',
      'layers',
      'runtime',
      'web',
      'cli',
    ]),
    shells: ['test/'],
  },
];

/** A door that only some of the rooms using a package may take: the web stays in the browser. */
export const CLOSED_DOORS: readonly { readonly from: string; readonly door: string }[] = [
  { from: 'web', door: '@maat/runtime/hosts' },
  { from: 'web', door: '@maat/verifier/solvers' },
];

export function roomOf(path: string): Room | undefined {
  return ROOMS.find((r) => path.startsWith(`${r.name}/`));
}

/** The table as ARCHITECTURE.md prints it. */
export function roomTable(): string {
  const rows = ROOMS.map((r) => `| \`${r.name}/\` | ${r.about} | ${arrows(r)} |`);
  return ['| room | what it is | uses |', '| --- | --- | --- |', ...rows].join('\n');
}

function arrows(r: Room): string {
  return r.uses.length === 0 ? 'nothing' : r.uses.map((name) => `\`${name}\``).join(', ');
}

function room(name: string, about: string, uses: readonly string[]): Room {
  return { name, about, uses, doors: { [`@maat/${name}`]: `${name}/src/index.ts` }, shells: [] };
}
