import { MarErrorCode, MarRuntimeError } from '../runtime/api/errors';
import { Session } from './session';

/** Nothing was found: perhaps as the cluster does not exist, which a list does not tell. */
export async function tellNone({ client, screen, options }: Session, clusters?: readonly string[]): Promise<void> {
  for (const cluster of clusters ?? []) {
    await client.clusterStatus(cluster).catch((error: unknown) => {
      if (error instanceof MarRuntimeError && error.code === MarErrorCode.NO_SUCH_CLUSTER) throw error;
    });
  }
  const where = clusters === undefined ? 'in any cluster' : `in ${clusters.join(', ')}`;
  const which = options.selector === undefined ? '' : ` with the labels ${options.selector}`;
  screen.say(`no instances${which} ${where}`);
}
