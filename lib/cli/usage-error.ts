/** Error for a command line that is not valid. `mar` prints the message and exits with `USAGE`. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}
