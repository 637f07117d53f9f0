// `maat check FILE…`: parse, resolve, type, lint.
import { hasErrors } from '@maat/spec-lang';
import type { Command } from 'commander';
import { diagnosticRows, findingsOf, rendered } from '../input/bad-specification.js';
import { loadSpecification, type Specification } from '../input/specification.js';
import { worst, type Claim, type Outcome } from '../outcome.js';
import type { CommonOptions, Context, Session } from '../session.js';

export function addCheck(program: Command, session: Session): Command {
  return program
    .command('check')
    .description('parse, resolve, type and lint specifications')
    .argument('<file...>', '.ioa files, or names of the library')
    .addHelpText('after', '\nExample:\n  $ maat check spec-lang/library/eto.ioa')
    .action((files: string[], options: CommonOptions) =>
      session.run('check', options, (context) => check(context, files)),
    );
}

function check(context: Context, files: readonly string[]): Outcome {
  const specifications = files.map((file) => {
    context.progress.tick(() => `checking ${file}`);
    return loadSpecification(context, file);
  });
  const findings = specifications.flatMap((s) => findingsOf(s.diagnostics, s.sources));
  const claims = specifications.map(claimOf);
  const verdict = worst(claims.map((c) => c.verdict));
  return {
    verdict,
    text: specifications.map((s) => page(context, s)).join('\n'),
    data: { diagnostics: diagnosticRows(findings) },
    findings,
    claims,
  };
}

function claimOf(specification: Specification): Claim {
  const bad = hasErrors(specification.diagnostics);
  return {
    name: specification.file,
    verdict: bad ? 'invalid' : 'holds',
    detail: specification.diagnostics.map((d) => `${d.code} ${d.message}`).join('\n'),
  };
}

function page(context: Context, specification: Specification): string {
  const found = rendered(
    specification.diagnostics,
    specification.sources,
    context.colours.isColorSupported,
  );
  return `${found === '' ? '' : `${found}\n\n`}${summary(context, specification)}`;
}

function summary(context: Context, specification: Specification): string {
  const { colours } = context;
  const count = (severity: string): number =>
    specification.diagnostics.filter((d) => d.severity === severity).length;
  const [errors, warnings] = [count('error'), count('warning')];
  const units = specification.program.units.filter((u) => u.file === specification.file).length;
  const counts = [
    units > 0 || errors === 0 ? plural(units, 'unit') : '',
    plural(errors, 'error'),
    plural(warnings, 'warning'),
  ];
  const mark = errors > 0 ? colours.red('✗') : colours.green('✓');
  return `${mark} ${specification.file}: ${counts.filter((c) => c !== '' && !c.startsWith('0 ')).join(', ')}`;
}

function plural(n: number, word: string): string {
  return `${n} ${word}${n === 1 ? '' : 's'}`;
}
