import { globSync } from 'node:fs';
import { cruise, getAvailableTranspilers, type ICruiseResult } from 'dependency-cruiser';
import extractConfig from 'dependency-cruiser/config-utl/extract-depcruise-options';
import extractTsConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import { domainCycles } from './domain-cycles.ts';
import { importsOutOfOrder } from './domain-order.ts';

/*
 * Checks the import rules of .dependency-cruiser.cjs in the working directory, that the domains have no import cycle, and
 * that the domains of measurement import each other in their order.
 *
 * A rule also passes if it checked nothing: with an unsupported compiler, dependency-cruiser finds no imports. So this script
 * requires a supported compiler, a result for every source, and at least one import.
 */

const places = ['packages', 'schema', 'test', 'examples', 'scripts'];
const sources = places
  .flatMap((place) => globSync(`${place}/**/*.ts`))
  .filter((path) => !/(^|[\\/])(node_modules|dist)[\\/]/.test(path))
  // The benchmark of other servers imports packages that are installed when it starts.
  .filter((path) => !/^test[\\/]bench[\\/]peers[\\/]/.test(path))
  .map((path) => path.replaceAll('\\', '/'));

const options = await extractConfig('./.dependency-cruiser.cjs');
const { output } = await cruise(sources, options, undefined, { tsConfig: extractTsConfig('./tsconfig.json') });
const { modules, summary } = output as ICruiseResult;

const seen = new Set(modules.map((module) => module.source));
const unchecked = sources.filter((source) => !seen.has(source));
const compiler = getAvailableTranspilers().find(({ name }) => name === 'typescript');
const imports = modules.flatMap((module) => (module.source.endsWith('.ts') ? module.dependencies : []));

const graph = modules.map(({ source, dependencies }) => ({
  source,
  imports: dependencies.map(({ resolved }) => resolved),
}));
const violations = [
  ...summary.violations.map(({ rule, from, to, cycle }) => ({
    rule: rule.name,
    way: cycle ? [from, ...cycle.map((step) => step.name)] : [from, to],
  })),
  ...domainCycles(graph).map((way) => ({ rule: 'no-cycles-between-domains', way })),
  ...importsOutOfOrder(graph).map((way) => ({ rule: 'measurement-domains-in-order', way })),
];

for (const { rule, way } of violations) console.error(`${rule}: ${way.join(' → ')}`);
for (const source of unchecked) console.error(`${source} was not checked.`);
if (imports.length === 0) console.error('No import was found in the TypeScript sources.');
if (!compiler?.available)
  console.error(`dependency-cruiser does not support the installed TypeScript. Install ${compiler?.version}.`);

console.log(`${sources.length} sources, ${imports.length} imports, ${violations.length} violations`);
if (violations.length > 0 || unchecked.length > 0 || imports.length === 0 || !compiler?.available) {
  process.exitCode = 1;
}
