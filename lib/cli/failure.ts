/** In words, whatever was thrown: runtime and command line say what to do, and nobody needs a stack. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
