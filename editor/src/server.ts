/** The language server as a program of its own, for the package. */
import { startLanguageServer } from '@maat/cli/lsp';

startLanguageServer();
