import { JOB_NAME_LABELS, JOB_UID_LABELS } from '../internal/labels';
import { Problem } from './problem';

const RULE = 'must be left to Kubernetes, which sets it for each Job';

/**
 * Returns a problem for each pod label that the API server sets itself for a Job. A label with the name of the Job may
 * repeat that name. `jobName` is undefined for a CronJob, because names of its Jobs are not known in advance. The API server
 * accepts a CronJob with such labels, but rejects all of its Jobs.
 */
export function findJobLabelProblems(
  field: string,
  labels: Readonly<Record<string, unknown>>,
  jobName: string | undefined,
): Problem[] {
  return Object.entries(labels).flatMap(([key, value]) => {
    const isOwn = JOB_NAME_LABELS.includes(key) && value !== jobName;
    if (value === undefined || !(isOwn || JOB_UID_LABELS.includes(key))) return [];
    return [{ field: `${field}['${key}']`, value, rule: RULE, advice: 'remove the label, or rename its key' }];
  });
}
