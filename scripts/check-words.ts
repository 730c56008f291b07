import { execFileSync } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { longestSubject, usesOf } from './words.ts';

/*
 * Fails on wording that the project no longer uses (`words.ts`) in any text of the working directory, and on commit subjects
 * that are too long.
 */

/** In seconds since 1970. Commits made before the rule keep their subjects. */
const firstChecked = 1_795_867_203;

const texts = /\.(ts|cjs|js|graphql|md|ya?ml)$/;
/** Migrations and the previous schema, which must not change, the data of examples, and the list itself. */
const exempt =
  /^(packages\/store\/src\/migrations\/|test\/conformance\/|test\/schema-baseline\.|examples\/(data|stem-ecosystem)\/|scripts\/words\.)/;

/** Without git, as in an archive, only the texts are checked. */
const hasHistory = existsSync('.git');

function git(...args: string[]): string {
  return execFileSync('git', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 2 ** 28 });
}

/** The part of a file to check. A change log must mention old names, and does so in code spans. */
function checkedText(path: string): string {
  const text = readFileSync(path, 'utf8');
  return path.endsWith('CHANGELOG.md') ? text.replaceAll(/`[^`\n]*`/g, '``') : text;
}

function filesHere(): string[] {
  if (hasHistory) return git('ls-files', '--cached', '--others', '--exclude-standard').split('\n');
  return globSync('**/*', { exclude: (path) => /(^|\/)(node_modules|dist|generated|\.[^/]+)$/.test(path) });
}

function faultsOfTexts(): string[] {
  const paths = filesHere().map((path) => path.replaceAll('\\', '/'));
  return [...new Set(paths)]
    .filter((path) => texts.test(path) && !exempt.test(path) && existsSync(path))
    .flatMap((path) =>
      usesOf(checkedText(path)).map((use) => `${path}:${use.line}: Replace "${use.text}" with "${use.instead}".`),
    );
}

/** Checks all newer commits of the clone. They are selected by time, so that a shallow clone suffices. */
function faultsOfSubjects(): string[] {
  if (!hasHistory) return [];
  const commits = git('log', '--format=%ct %h %s', 'HEAD').trim().split('\n');
  return commits.flatMap((line) => {
    const [seconds, hash, ...words] = line.split(' ');
    const subject = words.join(' ');
    const isLong = Number(seconds) > firstChecked && [...subject].length > longestSubject;
    return isLong ? [`Commit ${hash}: the subject "${subject}" has more than ${longestSubject} characters.`] : [];
  });
}

const faults = [...faultsOfTexts(), ...faultsOfSubjects()];
for (const fault of faults) console.error(fault);
console.log(`${faults.length} wording faults`);
if (faults.length > 0) process.exitCode = 1;
