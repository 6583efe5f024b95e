import * as kplus from 'cdk8s-plus-30';
import { Construct } from 'constructs';
import { ClusterContext } from '../cluster/cluster-context';
import { pathIn, propError } from '../internal/errors';
import { findJobLabelProblems } from '../kube/job-labels';
import { SELECTOR_LABEL } from '../internal/labels';
import { NameRegistry } from '../internal/name-registry';
import { NameRule, requireName } from '../kube/names';
import { throwFirst } from '../kube/problem';
import { mergeProfiles, requireProfile, profilesFor } from '../profile/mar-profile';
import { stockPodProps } from './pod-fields';
import { podLabels, podAnnotations } from './pod-metadata';
import { MarPodProps, ShapedPodProps } from './pod-props';

/** What makes the pods of one kind of object different from those of another. */
export interface PodKind {
  /** The kind of the object, as Kubernetes writes it. */
  readonly kind: keyof typeof SELECTOR_LABEL;
  /** The prop that gives the name. */
  readonly nameProp: string;
  /** What names Kubernetes takes. */
  readonly nameRule: NameRule;
}

/** What is settled of a pod, or of what makes pods, before its construct is created. */
export interface PodPlan {
  readonly context: ClusterContext;
  readonly name: string;
  readonly props: ShapedPodProps;
  /** The labels that select the pods, and nothing else of the cluster. */
  readonly selector: Readonly<Record<string, string>>;
  /** All labels of the pods, and of what makes them. */
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  /** What cdk8s-plus is told. */
  readonly stock: kplus.AbstractPodProps;
}

/** Checks name, labels and annotations, and takes the name: the last thing before `super`. */
export function planPod(
  scope: Construct,
  id: string,
  kind: PodKind,
  wantedName: string | undefined,
  own: MarPodProps,
): PodPlan {
  const path = pathIn(scope, id);
  const context = ClusterContext.of(scope, path);
  requireProfile(path, own.profile);
  const profiles = profilesFor(context.facts.profile, own.profile);
  const props = requireAmounts(path, mergeProfiles(own, ...profiles));
  const name = wantedName ?? id;
  requireName(path, kind.nameProp, name, kind.nameRule, 'choose another id');
  const selector = { [SELECTOR_LABEL[kind.kind]]: name };
  const labels = podLabels(path, name, selector, props, profiles);
  const annotations = podAnnotations(path, props);
  requireNoJobLabels(path, kind, name, props);
  requireNoTwin(path, kind, name, context.names);
  context.names.claim(scope, id, kind.nameProp, kind.kind, name);
  return { context, name, props, selector, labels, annotations, stock: stockPodProps(context.facts, props) };
}

/** Refuses labels that the server sets on the pods of each Job. */
function requireNoJobLabels(path: string, { kind }: PodKind, name: string, props: MarPodProps): void {
  const labels = props.labels ?? {};
  if (kind === 'Job') throwFirst(path, findJobLabelProblems('labels', labels, name));
  if (kind === 'CronJob') throwFirst(path, findJobLabelProblems('labels', labels, undefined));
}

/** The names before the numbers of pods, as StatefulSets number theirs. */
const NUMBERED = 'numbered pods';

/** A StatefulSet waits, and says nothing, while a pod of somebody else has the name of one of its own. */
function requireNoTwin(path: string, { kind, nameProp }: PodKind, name: string, names: NameRegistry): void {
  const [, base] = kind === 'Pod' ? (/^(.+)-\d+$/.exec(name) ?? []) : [];
  const twin = base === undefined ? undefined : names.ownerOf('StatefulSet', base);
  const other = kind === 'StatefulSet' ? names.ownerOf(NUMBERED, name) : twin;
  if (base !== undefined) names.take(path, NUMBERED, base);
  if (other === undefined) return;
  const rule = 'must leave the names of the pods of a StatefulSet to it';
  throw propError(path, nameProp, name, rule, `choose another name, '${other}' would have the same pod`);
}

function requireAmounts(path: string, props: MarPodProps): ShapedPodProps {
  const { cpu = required(path, 'cpu'), memory = required(path, 'memory') } = props;
  return { ...props, cpu, memory };
}

function required(path: string, prop: string): never {
  throw propError(path, prop, undefined, 'must be given, here or by a profile', 'the quota of the cluster counts it');
}
