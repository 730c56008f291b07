import { describe, expect, it } from 'vitest';
import { domainCycles } from './domain-cycles.ts';

/** Sources of one package, given as `file: what it imports`. */
const sources = (files: Record<string, string[]>) =>
  Object.entries(files).map(([file, imports]) => ({
    source: `packages/p/src/${file}`,
    imports: imports.map((path) => `packages/p/src/${path}`),
  }));

describe('import cycles between domains', () => {
  it('are not reported if imports point in one direction', () => {
    expect(
      domainCycles(sources({ 'a/one.ts': ['b/index.ts'], 'b/index.ts': ['c/index.ts'], 'c/index.ts': [] })),
    ).toEqual([]);
  });

  it('are reported even if no file imports itself', () => {
    expect(
      domainCycles(sources({ 'a/one.ts': ['b/index.ts'], 'b/one.ts': ['c/index.ts'], 'c/one.ts': ['a/index.ts'] })),
    ).toEqual([['p/a', 'p/b', 'p/c', 'p/a']]);
  });

  it('are reported if they pass through a shared file', () => {
    expect(domainCycles(sources({ 'a/one.ts': ['shared/x.ts'], 'shared/x.ts': ['a/index.ts'] }))).toEqual([
      ['p/a', 'packages/p/src/shared/x.ts', 'p/a'],
    ]);
  });

  it('are not reported if a shared file imports a domain that uses another shared file', () => {
    expect(
      domainCycles(sources({ 'a/one.ts': ['shared/x.ts'], 'shared/x.ts': [], 'shared/list.ts': ['a/index.ts'] })),
    ).toEqual([]);
  });

  it('are not reported if only a test closes them', () => {
    expect(domainCycles(sources({ 'a/one.ts': ['b/index.ts'], 'b/one.test.ts': ['a/index.ts'] }))).toEqual([]);
  });

  it('are reported within one package only', () => {
    expect(
      domainCycles([
        { source: 'packages/p/src/a/one.ts', imports: ['packages/p/src/b/index.ts'] },
        { source: 'packages/q/src/b/one.ts', imports: ['packages/q/src/a/index.ts'] },
      ]),
    ).toEqual([]);
  });
});
