import { textsIn } from '../../model/json';
import { control } from './control';
import { isRestricted, isWindows, JudgedPod } from './judged-pod';
import { refusedItems, Value } from './values';

const PERMITTED: ReadonlySet<string> = new Set(['NET_BIND_SERVICE']);

/** More than MAR-P04, which it stands in for. */
export const DROPPED_CAPABILITIES = control({
  code: 'MAR-P18',
  title: 'A container drops all capabilities, and adds NET_BIND_SERVICE at most.',
  applies: (pod) => isRestricted(pod) && pod.minor >= 22 && !isWindows(pod),
  demands: [
    { must: 'must have ALL', advice: "set it to ['ALL']", refused: notDropped },
    {
      must: 'must name NET_BIND_SERVICE only',
      advice: 'keep to that',
      refused: ({ own }) => refusedItems(own, 'capabilities.add', ({ capabilities }) => capabilities?.add, PERMITTED),
    },
  ],
});

function notDropped({ own }: JudgedPod): Value[] {
  const lists = own.map(({ context, field }) => ({ field, drop: textsIn(context.capabilities?.drop) }));
  const kept = lists.filter(({ drop }) => !drop.includes('ALL'));
  return kept.map(({ field, drop }) => ({
    field: `${field}.capabilities.drop`,
    value: drop.length === 0 ? undefined : drop.join(', '),
  }));
}
