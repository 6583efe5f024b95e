import { JOB_NAME_LABELS, JOB_UID_LABELS } from '../internal/labels';
import { Problem } from './problem';

const RULE = 'must be left to Kubernetes, which sets it for each Job';

/**
 * Finds labels of a Job's pods that the server sets itself. It lets the name of the Job be repeated; the Jobs of a CronJob have names
 * that nobody knows beforehand, so `jobName` is undefined for them. The server accepts such a CronJob, and then none of its Jobs.
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
