import { oneOf } from '../shared/input.ts';
import { frameworks } from './frameworks.ts';

/** Requires the code of a framework. */
export const frameworkCode = oneOf(Object.keys(frameworks));
