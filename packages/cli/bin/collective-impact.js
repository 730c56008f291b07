#!/usr/bin/env node
// Stands outside dist so that npm can link the command at install time, when nothing is built yet. Whatever Node.js a
// machine has runs this file: the program is loaded only by one that can run it.
import { readFileSync } from 'node:fs';

const { engines } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
const [major, minor] = process.versions.node.split('.').map(Number);
const [, neededMajor, neededMinor] = /^>=(\d+)\.(\d+)$/.exec(engines.node).map(Number);

if (major > neededMajor || (major === neededMajor && minor >= neededMinor)) {
  await import('../dist/main.js');
} else {
  process.stderr.write(
    `collective-impact: Node.js ${process.versions.node} is too old: install ${neededMajor}.${neededMinor} or later, from https://nodejs.org.\n`,
  );
  process.exitCode = 1;
}
