/** Thrown after `doctor` has printed a problem. Nothing else is to be reported. */
export class ProblemsFound extends Error {
  override readonly name = 'ProblemsFound';
}
