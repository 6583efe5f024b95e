import { Selection } from '../../lib/runtime/api/api';
import { KubeObject, ObjectMeta } from '../../lib/runtime/object/kube';

/** Whether an object is one of a selection. */
export function isSelected({ metadata, type }: KubeObject, { namespace, labels, fields = '' }: Selection): boolean {
  const isThere = namespace === undefined || metadata.namespace === namespace;
  return (
    isThere &&
    matches(metadata, labels) &&
    ['', `metadata.name=${metadata.name}`, `type=${String(type)}`].includes(fields)
  );
}

/** Of label selectors `key`, `!key`, `key=value`. */
function matches({ labels = {} }: ObjectMeta, labelSelector = ''): boolean {
  return labelSelector.split(',').every((term) => {
    const [key = '', value] = term.split('=');
    if (key.startsWith('!')) return labels[key.slice(1)] === undefined;
    return key === '' || (value === undefined ? labels[key] !== undefined : labels[key] === value);
  });
}
