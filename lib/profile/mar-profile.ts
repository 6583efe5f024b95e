import { callError, textOf, Where } from '../internal/errors';
import { PROFILE } from '../internal/labels';
import { LABEL_VALUE, requireName } from '../kube/names';
import { requireObject, requireOptional } from '../internal/values';
import { PodSettings } from './pod-settings';

/** Properties of a profile. */
export interface MarProfileProps extends PodSettings {
  /** MAR: its name, at most 63 characters. In the key of the label `profile/<name>` of what it shaped. */
  readonly name: string;
  /**
   * MAR: its version, at most 63 characters. The value of that label. A new one reaches the pods of Deployments, StatefulSets
   * and DaemonSets by a rolling update, and Jobs of a CronJob at their next start; of pods and Jobs that run Kubernetes lets
   * only the label be changed.
   */
  readonly version: string;
}

/**
 * A versioned configuration profile of the platform. Given to a cluster it is the default of all its instances and workloads;
 * given to one of them it is nearer than the cluster's, or in its place if it has the same name; their own props are the
 * nearest.
 */
export class MarProfile {
  /** Its name. */
  public readonly name: string;
  /** Its version. */
  public readonly version: string;
  /** What it says. @internal */
  public readonly _settings: PodSettings;

  /** @throws if the name or the version is empty, or can be no label */
  constructor(props: MarProfileProps) {
    requireObject('MarProfile', 'props', props);
    const { name, version, ...settings } = props;
    for (const [prop, text] of Object.entries({ name, version })) {
      if (text === '') throw callError('MarProfile', `must have a ${prop}`, 'give one that can be a label');
      requireName(`MarProfile '${textOf(name)}'`, prop, text, LABEL_VALUE, 'correct it');
    }
    this.name = name;
    this.version = version;
    this._settings = copied(settings);
  }

  /** By which it is visible on what it shaped. @internal */
  public _labels(): Record<string, string> {
    return { [`${PROFILE}${this.name}`]: this.version };
  }
}

/** Refuses what is no profile. */
export function requireProfile(where: Where, profile: unknown): void {
  requireOptional(
    where,
    'profile',
    profile,
    '_settings',
    'a MarProfile',
    "new MarProfile({ name: 'web', version: '1' })",
  );
}

/** The labels that do not tell of a profile. */
export function withoutProfiles(labels: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(labels).filter(([key]) => !key.startsWith(PROFILE)));
}

/** What the caller gave, so that a change of it comes too late. Values of classes do not change. */
function copied<T>(value: T): T {
  if (Array.isArray(value)) return value.map((item: unknown) => copied(item)) as T;
  if (Object.getPrototypeOf(value ?? 0) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value as object).map(([key, inner]) => [key, copied<unknown>(inner)])) as T;
}

/** Those fields of which each entry is settled for itself. */
const MAPS = ['requests', 'env', 'security', 'nodeSelector'] as const;

/** The profiles that shape a pod, the farther first: another version of the same one takes its place. */
export function shaping(farther: MarProfile | undefined, nearer: MarProfile | undefined): MarProfile[] {
  const profiles = farther?.name === nearer?.name ? [nearer ?? farther] : [farther, nearer];
  return profiles.filter((profile) => profile !== undefined);
}

/** What is said, where the nearer wins: the farther settings come first. */
export function nearest<T extends PodSettings>(own: T, ...profiles: readonly MarProfile[]): T {
  if (profiles.length === 0) return own;
  const layers: PodSettings[] = [...profiles.map((profile) => profile._settings), own];
  const merged = layered(layers);
  for (const field of MAPS) {
    if (merged[field] !== undefined) merged[field] = layered(layers.map((layer) => layer[field] ?? {}));
  }
  return merged as unknown as T;
}

/** The entries of all layers; a later one wins where it says something. */
function layered(layers: readonly object[]): Record<string, unknown> {
  const entries = layers.flatMap((layer) => Object.entries(layer) as [string, unknown][]);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}
