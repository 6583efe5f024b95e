import { ActionOptions } from './actions';
import { KubeApi, WriteOptions } from '../api/api';
import { Deadline } from './deadline';
import { isStatus, MarErrorCode, MarRuntimeError } from '../api/errors';
import { Target } from '../object/target';
import { Waiting, Wanted } from './waiting';
import { KubeObject } from '../object/kube';
import { World } from '../api/world';

/** How often a change by somebody else begins an action anew, and the longest pause before that, in milliseconds. */
const ATTEMPTS = 30;
const LONGEST_PAUSE = 1000;

/** One action on one instance: what it does, what it says of it, and when it ends. */
export class Undertaking {
  public readonly steps: string[] = [];
  public readonly notes: string[] = [];

  constructor(
    public readonly api: KubeApi,
    public readonly world: World,
    private readonly waiting: Waiting,
    private readonly options: ActionOptions,
    private readonly deadline: Deadline,
  ) {}

  /** For what is written. */
  public get write(): WriteOptions {
    return { dryRun: this.isDryRun };
  }

  public get isDryRun(): boolean {
    return this.options.dryRun ?? false;
  }

  /** Whether to wait for the state in the end. */
  public get waits(): boolean {
    return !this.isDryRun && (this.options.wait ?? true);
  }

  /** Notes what was done. */
  public did(step: string): void {
    this.steps.push(step);
    this.options.progress?.report(step);
  }

  /** Notes what the operator should know. */
  public note(note: string): void {
    this.notes.push(note);
  }

  /** Waits for objects until they lack nothing. */
  public until<T extends KubeObject>(wanted: Omit<Wanted<T>, 'report'>): Promise<readonly T[]> {
    const report = (lack: string): void => this.options.progress?.report(`waits, as ${lack}`);
    return this.waiting.until({ ...wanted, report }, this.deadline);
  }

  /** Until the next try; ends with the action. */
  public pause(milliseconds: number): Promise<void> {
    return this.world.sleep(milliseconds, this.deadline.signal);
  }

  /** Tries until it is done; begins anew where somebody else was faster, which the server tells by 404 and 409. */
  public async settle(target: Target, attempt: () => Promise<boolean>): Promise<void> {
    for (let tries = 1; tries <= ATTEMPTS; tries += 1) {
      this.deadline.check('somebody else changes it at the same time');
      const isDone = await attempt().catch((error: unknown) => {
        if (isStatus(error, 404, 409)) return false;
        throw error;
      });
      if (isDone) return;
      await this.pause(Math.min(20 * tries, LONGEST_PAUSE));
    }
    throw conflict(
      target,
      `was changed by somebody else ${ATTEMPTS} times`,
      'look who else starts and stops it, then try again',
    );
  }
}

/** Somebody else does something with the same instance. */
export function conflict({ cluster, id }: Target, what: string, advice: string): MarRuntimeError {
  return new MarRuntimeError(MarErrorCode.CONFLICT, `[${cluster}/${id}] ${what}: ${advice}`);
}
