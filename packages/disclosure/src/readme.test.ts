import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import * as disclosure from './index.ts';

/** The code block of a language that comes first after the example marker. */
function blockOf(readme: string, language: string): string {
  const example = readme.slice(readme.indexOf('<!-- example -->'));
  const block = new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, 's').exec(example)?.[1];
  if (block === undefined) throw new Error(`The README has no ${language} block.`);
  return block;
}

it('prints the output that the README shows when its example runs', () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  const code = blockOf(readme, 'ts').replace(/^import .*;$/m, '');
  const lines: string[] = [];
  const log = (...values: string[]) => lines.push(values.join(' '));
  runInNewContext(code, { ...disclosure, console: { log } });
  expect(`${lines.join('\n')}\n`).toBe(blockOf(readme, 'text'));
});
