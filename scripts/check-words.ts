import { execFileSync } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { longestSubject, usesOf } from './words.ts';

/*
 * Fails on wording that the project no longer uses (`words.ts`), in every text of the working directory that a person
 * reads, and on subjects of commits that are too long.
 */

/** Nothing older is rewritten: when 6e8eefc was made. */
const settled = 1_795_867_203;

const texts = /\.(ts|cjs|js|graphql|md|ya?ml)$/;
/** What must not change, what others wrote, and the list itself. */
const exempt = /^(packages\/store\/src\/migrations\/|test\/conformance\/|examples\/data\/|scripts\/words\.)/;

/** A copy without git, such as an archive, has texts alone. */
const hasHistory = existsSync('.git');

function git(...args: string[]): string {
  return execFileSync('git', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 2 ** 28 });
}

/** What of a file is judged: a change log has to name what it says was renamed, and does so in code spans. */
function judged(path: string): string {
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
    .flatMap((path) => usesOf(judged(path)).map((use) => `${path}:${use.line}: "${use.text}": write ${use.instead}`));
}

/** Of every newer commit that can be seen here: judged by time, so that a shallow clone needs no older commit. */
function faultsOfSubjects(): string[] {
  if (!hasHistory) return [];
  const commits = git('log', '--format=%ct %h %s', 'HEAD').trim().split('\n');
  return commits.flatMap((line) => {
    const [seconds, hash, ...words] = line.split(' ');
    const subject = words.join(' ');
    const isLong = Number(seconds) > settled && [...subject].length > longestSubject;
    return isLong ? [`commit ${hash}: "${subject}" has more than ${longestSubject} characters`] : [];
  });
}

const faults = [...faultsOfTexts(), ...faultsOfSubjects()];
for (const fault of faults) console.error(fault);
console.log(`${faults.length} faults of wording`);
if (faults.length > 0) process.exitCode = 1;
