/**
 * Returns the message of a thrown value. The stack is left out, because the messages of the runtime and the command line
 * already say what to do.
 */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
