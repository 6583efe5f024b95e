import { propError } from '../internal/errors';

/** Codes of errors that say that nothing more fits. */
const FULL: readonly unknown[] = ['ENOSPC', 'EDQUOT', 'EFBIG'];

/** A path that a prop of the app names, and what must be there. */
export interface NamedPath {
  readonly prop: string;
  readonly path: string;
  readonly must: string;
}

/** Runs file operations; if one fails, throws an error that names the prop and says what to do. */
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

/** Returns true if an error says that the disk, the quota or the largest size of a file is reached. */
export function isFull(error: unknown): boolean {
  return FULL.includes(codeOf(error));
}

/** Returns the code of a system error. */
export function codeOf(error: unknown): string | undefined {
  return (error as Partial<NodeJS.ErrnoException> | null | undefined)?.code;
}
