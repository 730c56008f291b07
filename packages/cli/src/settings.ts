import { SetupError } from '@collective-impact/sdk';

/** Variables of the environment. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The address of the database: `DATABASE_URL`, or the embedded database in `./data`. */
export const databaseUrl = (): string => process.env.DATABASE_URL || 'pglite:./data';

/** A TCP port from `--port` or `PORT`. Port 0 takes any free port. */
export function portOf(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new SetupError(`"${text}" is not a port. Set PORT or --port to a number from 0 to 65535.`);
}

/** A number that a variable of the environment can set. Seconds may have decimals. */
export interface NumberSetting {
  variable: string;
  default: number;
  minimum: number;
  /** As many as the unit allows by default. */
  maximum?: number;
  unit: 'count' | 'seconds';
}

/** Whether a variable switches a feature on. Throws a `SetupError` unless it is `on`, `off` or absent. */
export function switchFrom(environment: Environment, setting: { variable: string; default: boolean }): boolean {
  const text = environment[setting.variable];
  if (text === undefined || text === '') return setting.default;
  if (text === 'on' || text === 'off') return text === 'on';
  throw new SetupError(`"${text.slice(0, 40)}" is not valid for ${setting.variable}. Use on or off.`);
}

/** Reads several settings. Throws a `SetupError` with the messages of all those that are invalid. */
export function readAll<Parts extends Record<string, () => unknown>>(
  parts: Parts,
): { [Name in keyof Parts]: ReturnType<Parts[Name]> } {
  const faults: string[] = [];
  const values = Object.entries(parts).map(([name, read]) => {
    try {
      return [name, read()];
    } catch (error) {
      if (!(error instanceof SetupError)) throw error;
      faults.push(error.message);
      return [name, undefined];
    }
  });
  if (faults.length > 0) throw new SetupError(faults.join(' '));
  return Object.fromEntries(values);
}

/** The largest number of seconds that a timer can wait: almost 25 days. */
const longestTimer = 2_000_000;

/**
 * The values of several settings, from the environment or by default. Throws a `SetupError` that lists every invalid
 * value.
 */
export function numbersFrom<Name extends string>(
  settings: Record<Name, NumberSetting>,
  environment: Environment,
): Record<Name, number> {
  const faults: string[] = [];
  const values = Object.entries<NumberSetting>(settings).map(([name, setting]) => {
    const text = environment[setting.variable];
    if (text === undefined || text === '') return [name, setting.default];
    const fault = faultOf(text, setting);
    if (fault !== undefined) faults.push(fault);
    return [name, Number(text)];
  });
  if (faults.length > 0) throw new SetupError(faults.join(' '));
  return Object.fromEntries(values) as Record<Name, number>;
}

function faultOf(text: string, setting: NumberSetting): string | undefined {
  const { variable, minimum, unit } = setting;
  const isNumber = unit === 'count' ? /^\d{1,15}$/.test(text) : /^\d{1,7}(\.\d+)?$/.test(text);
  const maximum = setting.maximum ?? (unit === 'count' ? Number.MAX_SAFE_INTEGER : longestTimer);
  if (isNumber && Number(text) >= minimum && Number(text) <= maximum) return undefined;
  const range = setting.maximum === undefined ? `from ${minimum}` : `from ${minimum} to ${maximum}`;
  const expected = unit === 'count' ? `a whole number ${range}` : `a number of seconds ${range}`;
  return `"${text.slice(0, 40)}" is not valid for ${variable}. Use ${expected}.`;
}
