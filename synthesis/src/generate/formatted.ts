/** Generated code in the style of the repository. */
import * as estree from 'prettier/plugins/estree';
import * as typescript from 'prettier/plugins/typescript';
import { format } from 'prettier/standalone';

export function formatted(text: string): Promise<string> {
  return format(text, {
    parser: 'typescript',
    plugins: [estree, typescript],
    printWidth: 100,
    singleQuote: true,
    trailingComma: 'all',
  });
}
