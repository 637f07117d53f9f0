// `npm run package:vscode`: bundles client and server, and packs them with the grammar into out/maat-VERSION.vsix.
// Everything must be compiled first; with a folder as argument the package is written there.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { zip } from './zip.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const manifest = JSON.parse(await readFile(join(root, 'editor/extension/package.json'), 'utf8'));

async function bundled(entry, options) {
  const result = await build({
    entryPoints: [join(root, 'editor/dist', entry)],
    bundle: true,
    platform: 'node',
    target: 'node20',
    minify: true,
    write: false,
    legalComments: 'none',
    logLevel: 'warning',
    ...options,
  });
  return Buffer.from(result.outputFiles[0].contents);
}

/** Parts of the server are CommonJS, which asks for modules of Node by `require`. */
const REQUIRE =
  "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);";

const files = [
  ['package.json', Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`)],
  ['README.md', await readFile(join(root, 'editor/README.md'))],
  ['LICENSE.txt', await readFile(join(root, 'LICENSE'))],
  [
    'grammar/ioa.tmLanguage.json',
    await readFile(join(root, 'spec-lang/grammar/ioa.tmLanguage.json')),
  ],
  [
    'grammar/language-configuration.json',
    await readFile(join(root, 'spec-lang/grammar/language-configuration.json')),
  ],
  ['client/extension.cjs', await bundled('extension.js', { format: 'cjs', external: ['vscode'] })],
  ['server/server.mjs', await bundled('server.js', { format: 'esm', banner: { js: REQUIRE } })],
];

const { name, version, publisher, displayName, description, engines, categories, keywords } =
  manifest;
const packageManifest = `<?xml version="1.0" encoding="utf-8"?>
<PackageManifest Version="2.0.0" xmlns="http://schemas.microsoft.com/developer/vsx-schema/2011">
  <Metadata>
    <Identity Language="en-US" Id="${name}" Version="${version}" Publisher="${publisher}"/>
    <DisplayName>${escaped(displayName)}</DisplayName>
    <Description xml:space="preserve">${escaped(description)}</Description>
    <Tags>${escaped([...keywords, '__ext_ioa'].join(','))}</Tags>
    <Categories>${escaped(categories.join(','))}</Categories>
    <License>extension/LICENSE.txt</License>
    <Properties>
      <Property Id="Microsoft.VisualStudio.Code.Engine" Value="${escaped(engines.vscode)}"/>
      <Property Id="Microsoft.VisualStudio.Code.ExtensionKind" Value="workspace"/>
    </Properties>
  </Metadata>
  <Installation>
    <InstallationTarget Id="Microsoft.VisualStudio.Code"/>
  </Installation>
  <Dependencies/>
  <Assets>
    <Asset Type="Microsoft.VisualStudio.Code.Manifest" Path="extension/package.json" Addressable="true"/>
    <Asset Type="Microsoft.VisualStudio.Services.Content.Details" Path="extension/README.md" Addressable="true"/>
    <Asset Type="Microsoft.VisualStudio.Services.Content.License" Path="extension/LICENSE.txt" Addressable="true"/>
  </Assets>
</PackageManifest>
`;
const types = ['json', 'md', 'txt', 'cjs', 'mjs', 'vsixmanifest'];
const contentTypes = `<?xml version="1.0" encoding="utf-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
${types.map((t) => `  <Default Extension=".${t}" ContentType="${typeOf(t)}"/>`).join('\n')}
</Types>
`;

const target = resolve(process.argv[2] ?? join(root, 'out'));
await mkdir(target, { recursive: true });
const vsix = join(target, `${name}-${version}.vsix`);
await writeFile(
  vsix,
  zip([
    ['extension.vsixmanifest', Buffer.from(packageManifest)],
    ['[Content_Types].xml', Buffer.from(contentTypes)],
    ...files.map(([path, content]) => [`extension/${path}`, content]),
  ]),
);
console.log(vsix);

function typeOf(extension) {
  if (extension === 'json') return 'application/json';
  if (extension === 'vsixmanifest') return 'text/xml';
  return extension.endsWith('js') ? 'application/javascript' : 'text/plain';
}

function escaped(text) {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');
}
