import { Selection } from '../../lib/runtime/api/api';
import { KubeObject, ObjectMeta } from '../../lib/runtime/object/kube';

/** Whether an object is one of a selection. */
export function isSelected({ metadata }: KubeObject, { namespace, labels, fields }: Selection): boolean {
  return (namespace === undefined || metadata.namespace === namespace) && matches(metadata, labels, fields);
}

/** Of label selectors `key`, `!key`, `key=value`; of field selectors `metadata.name=`. */
function matches({ labels = {}, name }: ObjectMeta, labelSelector = '', fieldSelector = ''): boolean {
  const holds = labelSelector.split(',').every((term) => {
    const [key = '', value] = term.split('=');
    if (key.startsWith('!')) return labels[key.slice(1)] === undefined;
    return key === '' || (value === undefined ? labels[key] !== undefined : labels[key] === value);
  });
  return holds && (fieldSelector === '' || fieldSelector === `metadata.name=${name}`);
}
