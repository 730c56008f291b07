import { globSync } from 'node:fs';
import { cruise, getAvailableTranspilers, type ICruiseResult } from 'dependency-cruiser';
import extractConfig from 'dependency-cruiser/config-utl/extract-depcruise-options';
import extractTsConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import { domainCycles } from './domain-cycles.ts';

/*
 * Checks the import rules of .dependency-cruiser.cjs in the working directory, and that the domains have no import cycle.
 *
 * A rule that judged nothing passes as silently as one that was kept: with a compiler that dependency-cruiser cannot
 * drive, files look as if they imported nothing. So the compiler must be one that it knows, each source must be among
 * what was judged, and imports must have been found.
 */

const places = ['packages', 'schema', 'test', 'examples', 'scripts'];
const sources = places
  .flatMap((place) => globSync(`${place}/**/*.ts`))
  .filter((path) => !/(^|[\\/])(node_modules|dist)[\\/]/.test(path))
  .map((path) => path.replaceAll('\\', '/'));

const options = await extractConfig('./.dependency-cruiser.cjs');
const { output } = await cruise(sources, options, undefined, { tsConfig: extractTsConfig('./tsconfig.json') });
const { modules, summary } = output as ICruiseResult;

const seen = new Set(modules.map((module) => module.source));
const unseen = sources.filter((source) => !seen.has(source));
const compiler = getAvailableTranspilers().find(({ name }) => name === 'typescript');
const imports = modules.flatMap((module) => (module.source.endsWith('.ts') ? module.dependencies : []));

const violations = [
  ...summary.violations.map(({ rule, from, to, cycle }) => ({
    rule: rule.name,
    way: cycle ? [from, ...cycle.map((step) => step.name)] : [from, to],
  })),
  ...domainCycles(
    modules.map(({ source, dependencies }) => ({ source, imports: dependencies.map(({ resolved }) => resolved) })),
  ).map((way) => ({ rule: 'no-cycles-between-domains', way })),
];

for (const { rule, way } of violations) console.error(`${rule}: ${way.join(' → ')}`);
for (const source of unseen) console.error(`not seen: ${source}`);
if (imports.length === 0) console.error('not one import was seen in the TypeScript sources');
if (!compiler?.available) console.error(`dependency-cruiser reads TypeScript with a compiler of ${compiler?.version}`);

console.log(`${sources.length} sources, ${imports.length} imports, ${violations.length} violations`);
if (violations.length > 0 || unseen.length > 0 || imports.length === 0 || !compiler?.available) {
  process.exitCode = 1;
}
