#!/usr/bin/env node
// This file is outside dist, so that npm can link the command before the build. It runs on any version of Node.js, and loads
// the program only on a supported one.
import { readFileSync } from 'node:fs';

const { engines } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
const [major, minor] = process.versions.node.split('.').map(Number);
const [, neededMajor, neededMinor] = /^>=(\d+)\.(\d+)$/.exec(engines.node).map(Number);

if (major > neededMajor || (major === neededMajor && minor >= neededMinor)) {
  await import('../dist/main.js');
} else {
  process.stderr.write(
    `collective-impact: Node.js ${process.versions.node} is too old. Install ${neededMajor}.${neededMinor} or later from https://nodejs.org.\n`,
  );
  process.exitCode = 1;
}
