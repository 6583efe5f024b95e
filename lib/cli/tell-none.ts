import { MarErrorCode, MarRuntimeError } from '../runtime/api/errors';
import { askEach } from './ask-each';
import { Session } from './session';

/** A cluster that does not exist. */
interface Missing {
  readonly cluster: string;
  /** In words. */
  readonly error: MarRuntimeError;
}

/** Those of clusters without instances that do not exist, which a list does not tell. */
export async function missing(session: Session, empty: readonly string[]): Promise<Missing[]> {
  return (await askEach(session, empty, (cluster) => look(session, cluster))).flat();
}

async function look({ client }: Session, cluster: string): Promise<Missing[]> {
  try {
    await client.clusterStatus(cluster);
  } catch (error) {
    if (error instanceof MarRuntimeError && error.code === MarErrorCode.NO_SUCH_CLUSTER) return [{ cluster, error }];
  }
  return []; // also where it may not be read
}

/** Nothing was found in clusters that exist, or in any. */
export function tellNone({ screen, options }: Session, clusters?: readonly string[]): void {
  const where = clusters === undefined ? 'in any cluster' : `in ${clusters.join(', ')}`;
  const which = options.selector === undefined ? '' : ` with the labels ${options.selector}`;
  screen.say(`no instances${which} ${where}`);
}
