import { propError } from '../internal/errors';

/** Error codes for a full disk, an exceeded quota and a file that is too large. */
const FULL: readonly unknown[] = ['ENOSPC', 'EDQUOT', 'EFBIG'];

/** A path from a prop of the app, and the requirement for it in error messages. */
export interface NamedPath {
  readonly prop: string;
  readonly path: string;
  readonly must: string;
}

/**
 * Returns the result of `operate`. If a file operation in it fails, throws an error that names the prop and says what to do.
 */
export function withFileErrors<T>(named: NamedPath, operate: () => T): T {
  try {
    return operate();
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
    const { message } = error as Error;
    const [must, advice] = isFull(error)
      ? ['must be where there is space left', `free some, or choose another one (${message})`]
      : [named.must, `choose another one (${message})`];
    const explained = propError('', named.prop, named.path, must, advice);
    explained.cause = error;
    throw explained;
  }
}

/** Returns true if the error means that the disk is full, the quota is exceeded or the file is too large. */
export function isFull(error: unknown): boolean {
  return FULL.includes(codeOf(error));
}

/** Returns the code of a system error, or undefined for other errors. */
export function codeOf(error: unknown): string | undefined {
  return (error as Partial<NodeJS.ErrnoException> | null | undefined)?.code;
}
