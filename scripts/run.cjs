'use strict';
// node scripts/run.cjs [--install-only] [<script> [argument…]]
// Installs and builds what is missing or stale, then runs the script, if any, on the Node.js of node_modules.
// It is the first thing that runs after a clone, on whatever Node.js the machine has: syntax of Node.js 14.
const { createHash } = require('node:crypto');
const { spawn } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');

const root = path.resolve(__dirname, '..');
const modules = path.join(root, 'node_modules');
const stamp = path.join(modules, '.installed');
const windows = process.platform === 'win32';
const runtime = path.join(modules, 'node', 'bin', windows ? 'node.exe' : 'node');

/** The set-up failed. The message states what failed, and the output is that of the failed program. */
class SetupFailure extends Error {
  /**
   * @param {string} message
   * @param {string} [output]
   */
  constructor(message, output) {
    super(message);
    this.output = output === undefined ? '' : output;
  }
}

/** @type {import('node:child_process').ChildProcess | undefined} */
let child;
/** @type {NodeJS.Signals | undefined} */
let received;

/** @param {NodeJS.Signals} signal */
function forward(signal) {
  received = signal;
  // A terminal also sends Ctrl-C to the child. Forwarding it would send it twice.
  if (child !== undefined && !(signal === 'SIGINT' && process.stdin.isTTY)) child.kill(signal);
}
for (const signal of /** @type {NodeJS.Signals[]} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  process.on(signal, () => forward(signal));
}

/**
 * @typedef {object} Program
 * @property {string} file
 * @property {string[]} args
 * @property {NodeJS.ProcessEnv} env
 * @property {boolean} [shell]
 * @property {import('node:child_process').StdioOptions} stdio
 */

/**
 * Runs a program to its end.
 *
 * @param {Program} program
 * @returns {Promise<{ code: number, output: string }>} the exit code (128 + n after signal n) and what went into pipes
 */
function run(program) {
  if (received !== undefined) process.exit(128 + os.constants.signals[received]);
  return new Promise((resolve, reject) => {
    let output = '';
    const { file, args, env, shell, stdio } = program;
    const started = spawn(file, args, { cwd: root, env, shell, stdio });
    child = started;
    for (const stream of [started.stdout, started.stderr]) {
      if (stream)
        stream.on('data', (chunk) => {
          output += chunk;
        });
    }
    started.on('error', reject);
    started.on('close', (code, signal) => {
      child = undefined;
      resolve({ code: code === null ? 128 + os.constants.signals[signal || 'SIGKILL'] : code, output });
    });
  });
}

/**
 * Runs a program without output, unless it fails.
 *
 * @param {Omit<Program, 'stdio'> & { failure: string }} program
 */
async function runQuietly(program) {
  const { code, output } = await run(/** @type {Program} */ (Object.assign({ stdio: 'pipe' }, program)));
  if (received !== undefined) process.exit(128 + os.constants.signals[received]);
  if (code !== 0) throw new SetupFailure(program.failure, output);
}

/** The environment with (or without) the programs of node_modules at the front of the search path. */
function environment(/** @type {{ own: boolean }} */ { own }) {
  const key = Object.keys(process.env).find((name) => name.toUpperCase() === 'PATH') || 'PATH';
  const bin = path.join(modules, '.bin');
  const others = (process.env[key] || '').split(path.delimiter).filter((entry) => path.resolve(entry) !== bin);
  return Object.assign({}, process.env, { [key]: (own ? [bin].concat(others) : others).join(path.delimiter) });
}

/** Identifies an installation: the locked versions, and the platform of this machine. */
function installationMark() {
  const lock = fs.readFileSync(path.join(root, 'package-lock.json'));
  return [createHash('sha256').update(lock).digest('hex'), process.platform, process.arch].join(' ');
}

async function install() {
  const mark = installationMark();
  const found = fs.existsSync(stamp) ? fs.readFileSync(stamp, 'utf8') : undefined;
  if (found === mark) return;
  console.error(
    found === undefined
      ? 'installing dependencies (first start only)…'
      : 'installing dependencies (package-lock.json has changed)…',
  );
  // Without the stamp, an interrupted installation is started again.
  fs.rmSync(stamp, { force: true });
  await runQuietly({
    file: 'npm',
    args: ['ci', '--include=dev', '--include=optional'],
    // npm empties node_modules, so it must not itself run on the Node.js in there.
    env: environment({ own: false }),
    shell: windows,
    failure: 'npm ci failed.',
  });
  if (!fs.existsSync(runtime)) {
    throw new SetupFailure(
      `The package "node" has left no Node.js at ${path.relative(root, runtime)}: its install script was not run. ` +
        'Allow install scripts (npm config get ignore-scripts) and start again.',
    );
  }
  fs.writeFileSync(`${stamp}.tmp`, mark);
  fs.renameSync(`${stamp}.tmp`, stamp);
}

async function build() {
  const notice = setTimeout(() => console.error('building…'), 1500);
  try {
    await runQuietly({
      file: runtime,
      args: [path.join(modules, 'turbo', 'bin', 'turbo'), 'run', 'build', '--output-logs=errors-only'],
      env: Object.assign(environment({ own: true }), { TURBO_TELEMETRY_DISABLED: '1' }),
      failure: 'The build failed.',
    });
  } finally {
    clearTimeout(notice);
  }
}

async function main() {
  const args = process.argv.slice(2);
  const installOnly = args[0] === '--install-only';
  if (installOnly) args.shift();
  await install();
  if (!installOnly) await build();
  if (args.length === 0) return;
  const { code } = await run({ file: runtime, args, env: environment({ own: true }), stdio: 'inherit' });
  process.exitCode = code;
}

main().catch((error) => {
  console.error(error instanceof SetupFailure ? `${error.output}\n${error.message}` : error);
  // `npm test` always ends with a line of counts, even if no test could run.
  if (/^test(:|$)/.test(process.env.npm_lifecycle_event || '')) console.log('0 passed, 1 failed');
  process.exitCode = 1;
});
