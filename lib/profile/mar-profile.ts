import { callError, textOf, Where } from '../internal/errors';
import { PROFILE } from '../internal/labels';
import { LABEL_VALUE, requireName } from '../kube/names';
import { requireObject, requireOptional } from '../internal/values';
import { PodSettings } from './pod-settings';

/** Properties of a profile. */
export interface MarProfileProps extends PodSettings {
  /**
   * MAR: the name of the profile, at most 63 characters. Kubernetes: part of the label key `profile/<name>` on all objects
   * that use the profile.
   */
  readonly name: string;
  /**
   * MAR: the version of the profile, at most 63 characters. Kubernetes: the value of the label `profile/<name>`. A new
   * version reaches the pods of Deployments, StatefulSets and DaemonSets by a rolling update, and the jobs of a CronJob at
   * their next start. For running pods and Jobs, Kubernetes lets only the label change.
   */
  readonly version: string;
}

/**
 * Versioned configuration profile of the platform. The profile of a cluster sets the defaults of all its instances and
 * workloads. The profile of an instance or workload overrides the settings of the cluster's profile, or replaces that
 * profile if both have the same name. The props of the instance or workload override both.
 */
export class MarProfile {
  /** Name of the profile. */
  public readonly name: string;
  /** Version of the profile. */
  public readonly version: string;
  /** Settings of the profile. @internal */
  public readonly _settings: PodSettings;

  /** @throws if the name or the version is empty, or is not valid in a label */
  constructor(props: MarProfileProps) {
    requireObject('MarProfile', 'props', props);
    const { name, version, ...settings } = props;
    for (const [prop, text] of Object.entries({ name, version })) {
      if (text === '') throw callError('MarProfile', `must have a ${prop}`, 'give one that can be a label');
      requireName(`MarProfile '${textOf(name)}'`, prop, text, LABEL_VALUE, 'correct it');
    }
    this.name = name;
    this.version = version;
    this._settings = deepCopy(settings);
  }

  /** Returns the label for objects that use this profile: `profile/<name>` with the version as its value. @internal */
  public _labels(): Record<string, string> {
    return { [`${PROFILE}${this.name}`]: this.version };
  }
}

/** Throws if `profile` is neither undefined nor a `MarProfile`. */
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

/** Returns `labels` without the labels of profiles. */
export function withoutProfiles(labels: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(labels).filter(([key]) => !key.startsWith(PROFILE)));
}

/**
 * Returns a deep copy of arrays and plain objects, so that later changes by the caller have no effect. Class instances are
 * not copied, because they do not change.
 */
function deepCopy<T>(value: T): T {
  if (Array.isArray(value)) return value.map((item: unknown) => deepCopy(item)) as T;
  if (Object.getPrototypeOf(value ?? 0) !== Object.prototype) return value;
  return Object.fromEntries(
    Object.entries(value as object).map(([key, inner]) => [key, deepCopy<unknown>(inner)]),
  ) as T;
}

/** Settings that are merged entry by entry. All other settings are replaced as a whole. */
const MAPS = ['requests', 'env', 'security', 'nodeSelector'] as const;

/**
 * Returns the profiles that apply to a pod, in ascending precedence: `farther`, then `nearer`. If both have the same name,
 * returns only `nearer`.
 */
export function profilesFor(farther: MarProfile | undefined, nearer: MarProfile | undefined): MarProfile[] {
  const profiles = farther?.name === nearer?.name ? [nearer ?? farther] : [farther, nearer];
  return profiles.filter((profile) => profile !== undefined);
}

/**
 * Returns `own` merged over the settings of `profiles`. Later profiles override earlier ones, and `own` overrides all of
 * them.
 */
export function mergeProfiles<T extends PodSettings>(own: T, ...profiles: readonly MarProfile[]): T {
  if (profiles.length === 0) return own;
  const layers: PodSettings[] = [...profiles.map((profile) => profile._settings), own];
  const merged = mergeLayers(layers);
  for (const field of MAPS) {
    if (merged[field] !== undefined) merged[field] = mergeLayers(layers.map((layer) => layer[field] ?? {}));
  }
  return merged as unknown as T;
}

/** Returns the merged properties of all `layers`. A later layer wins, unless its value is undefined. */
function mergeLayers(layers: readonly object[]): Record<string, unknown> {
  const entries = layers.flatMap((layer) => Object.entries(layer) as [string, unknown][]);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}
