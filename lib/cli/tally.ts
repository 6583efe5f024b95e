import { ActionResult, InstanceAction } from '../runtime/action/actions';
import { MarErrorCode, MarRuntimeError } from '../runtime/api/errors';
import { messageOf } from './failure';
import { ExitCode, Session } from './session';
import { fullName } from './targets';

/** Words for each action while it runs and when it is done. */
const WORDS: Readonly<Record<InstanceAction, readonly [going: string, done: string]>> = {
  [InstanceAction.START]: ['starting', 'started'],
  [InstanceAction.STOP]: ['stopping', 'stopped'],
  [InstanceAction.RESTART]: ['restarting', 'restarted'],
};

/** Prints the progress and the results of an action on one or more instances, and counts successes, failures and skips. */
export class ActionReporter {
  public readonly results: ActionResult[] = [];
  private failures = 0;
  private skips = 0;

  constructor(
    private readonly session: Session,
    private readonly action: InstanceAction,
    private readonly total: number,
  ) {}

  /**
   * Shows the step of an action on the instance `name`. Prints nothing in a dry run, whose steps are part of the result
   * line.
   */
  public progress(name: string, step: string): void {
    const { world, options } = this.session;
    if (world.interrupted.aborted || options.dryRun) return;
    const line = `${name}: ${step}`;
    this.session.screen.tell(this.total === 1 ? line : `${this.ended} of ${this.total}, ${line}`, line);
  }

  public succeeded(name: string, result: ActionResult): void {
    const { screen, options, world } = this.session;
    if (world.interrupted.aborted) return; // already reported, with the counts
    this.results.push(result);
    if (options.output === 'name') screen.print([fullName(result)]);
    else if ((options.output ?? 'lines') === 'lines') screen.print([this.line(name, result)]);
    for (const note of result.notes) screen.say(`[${name}] ${note}`);
  }

  /**
   * Prints and counts the error of an instance. An instance that was selected, not named, and does not support the action
   * counts as skipped.
   */
  public failed(name: string, error: unknown): void {
    const { screen, options, world } = this.session;
    if (world.interrupted.aborted) return; // already reported, once for all instances
    const isSelected = options.operands.length === 0;
    const isSkipped = isSelected && error instanceof MarRuntimeError && error.code === MarErrorCode.UNSUPPORTED;
    if (isSkipped) this.skips += 1;
    else this.failures += 1;
    const message = messageOf(error);
    screen.say(`${isSkipped ? 'skipped: ' : ''}${message.startsWith('[') ? '' : `[${name}] `}${message}`);
  }

  /**
   * Prints how many instances were done before the interruption. The rest needs another run, because some steps, such as the
   * start after the stop of a restarted pod, are taken by the client.
   */
  public interrupted(): void {
    const { screen, options } = this.session;
    const goesOn = options.dryRun ? '' : '; what Kubernetes was told goes on, run it again for the rest';
    screen.say(`interrupted: ${this.ended} of ${this.total} done${goesOn}`);
  }

  /** Returns the exit code, and prints the counts if the action ran on more than one instance. */
  public end(): ExitCode {
    const { results, failures, skips } = this;
    const { screen, world } = this.session;
    if (world.interrupted.aborted) return ExitCode.INTERRUPTED;
    const counts = [[results.length, this.done], [failures, 'failed'], [skips, 'skipped']] as const; // prettier-ignore
    const words = counts.flatMap(([number, word]) => (number > 0 ? [`${number} ${word}`] : []));
    if (this.total > 1) screen.say(words.join(', '));
    return failures > 0 ? ExitCode.FAILED : ExitCode.DONE;
  }

  private get ended(): number {
    return this.results.length + this.failures + this.skips;
  }

  private get done(): string {
    const { dryRun, wait } = this.session.options;
    const [going, done] = WORDS[this.action];
    return dryRun ? `${done} (dry run)` : wait ? done : going;
  }

  /**
   * Formats the result line of an instance. Without `wait`, an instance in its target state may still be on the way there.
   */
  private line(name: string, { already, steps }: ActionResult): string {
    const { dryRun, wait } = this.session.options;
    const [going, done] = WORDS[this.action];
    if (already) return `${name} already ${wait && !dryRun ? done : `${going} or ${done}`}`;
    return `${name} ${this.done}${dryRun ? `: ${steps.join(', ')}` : ''}`;
  }
}
