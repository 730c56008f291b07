// For programs that a test starts with `node --import <this file>`: the workspace's names lead to the sources, as
// they do in the tests themselves, so that nothing has to be built first. `tsconfig.base.json` says where they are.
import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';

const root = new URL('../../', import.meta.url);
const { compilerOptions }: { compilerOptions: { paths: Record<string, string[]> } } = JSON.parse(
  readFileSync(new URL('tsconfig.base.json', root), 'utf8'),
);

registerHooks({
  resolve(specifier, context, next) {
    const [source] = compilerOptions.paths[specifier] ?? [];
    return next(source === undefined ? specifier : new URL(source, root).href, context);
  },
});
