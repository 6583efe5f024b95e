import { MarCluster, MarInstance, MarInstanceProps } from '../../../lib';
import { LIMITS, newInstance } from '../instance';

/** Makes an instance of the cluster, with props. */
export const api =
  <T>(props: (value: T) => Partial<MarInstanceProps>) =>
  (cluster: MarCluster, value: T): void => {
    newInstance(props(value), cluster);
  };

/** Makes an instance of the cluster, and does something to it. */
export const done =
  <T>(action: (instance: MarInstance, value: T) => void) =>
  (cluster: MarCluster, value: T): void => {
    action(newInstance({}, cluster), value);
  };

/** A second container. */
export const BESIDE = { name: 'log', image: 'log:1', resources: LIMITS };

/** How errors say what keys of labels, annotations and taints are. */
export const KEYS = "must have keys of the form 'name' or 'dns.name/name', the name at most 63 characters";
