import { MarErrorCode, MarRuntimeError } from '../runtime/api/errors';
import { askEach } from './ask-each';
import { Session } from './session';

/** Cluster that does not exist, with the error of the request for it. */
interface Missing {
  readonly cluster: string;
  /** Error that names the missing cluster, to be printed or thrown. */
  readonly error: MarRuntimeError;
}

/**
 * Returns those clusters in `empty` that do not exist. A list request cannot tell: it returns no instances both for an empty
 * and for a missing cluster.
 */
export async function missing(session: Session, empty: readonly string[]): Promise<Missing[]> {
  return (await askEach(session, empty, (cluster) => look(session, cluster))).flat();
}

async function look({ client }: Session, cluster: string): Promise<Missing[]> {
  try {
    await client.clusterStatus(cluster);
  } catch (error) {
    if (error instanceof MarRuntimeError && error.code === MarErrorCode.NO_SUCH_CLUSTER) return [{ cluster, error }];
  }
  return []; // also if the request failed otherwise, for example for lack of permission
}

/** Prints that no instances were found in `clusters`, or in any cluster if `clusters` is undefined. */
export function tellNone({ screen, options }: Session, clusters?: readonly string[]): void {
  const where = clusters === undefined ? 'in any cluster' : `in ${clusters.join(', ')}`;
  const which = options.selector === undefined ? '' : ` with the labels ${options.selector}`;
  screen.say(`no instances${which} ${where}`);
}
