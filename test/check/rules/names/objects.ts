import { KubeObject } from '../../../../lib/kube/objects';
import { containing, object } from '../objects';

/** A pod of which nothing is known but this. */
export const pod = (spec: object): KubeObject => object('v1', 'Pod', { spec });
/** A pod with one container. */
export const container = (fields: object): KubeObject => pod(containing(fields));
/** A Service of which nothing is known but this. */
export const service = (spec: object): KubeObject => object('v1', 'Service', { spec });
