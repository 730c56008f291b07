// For programs that a test starts with `node --import <this file>`: resolves the names of the workspace's packages to their
// sources, as in the tests themselves, so that no build is needed. `tsconfig.base.json` lists the paths.
import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';

const root = new URL('../../', import.meta.url);
const { compilerOptions }: { compilerOptions: { paths: Record<string, string[]> } } = JSON.parse(
  readFileSync(new URL('tsconfig.base.json', root), 'utf8'),
);

function sourceOf(specifier: string): string | undefined {
  const exact = compilerOptions.paths[specifier]?.[0];
  if (exact !== undefined) return exact;
  const [, name, domain = ''] = /^(@[^/]+\/[^/]+)\/([^/]+)$/.exec(specifier) ?? [];
  return compilerOptions.paths[`${name}/*`]?.[0]?.replace('*', domain);
}

registerHooks({
  resolve(specifier, context, next) {
    const source = sourceOf(specifier);
    return next(source === undefined ? specifier : new URL(source, root).href, context);
  },
});
