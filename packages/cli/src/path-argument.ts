import { InvalidArgumentError } from 'commander';

/** The path of an argument or option. Throws if it is empty, as an unset variable of a shell script is. */
export function pathArgument(text: string): string {
  if (text.trim() === '') throw new InvalidArgumentError('The path is empty. Enter the path of a file.');
  return text;
}

/** Adds a path to those before it. Throws like {@link pathArgument}. */
export function pathArguments(text: string, earlier: readonly string[] = []): string[] {
  return [...earlier, pathArgument(text)];
}
